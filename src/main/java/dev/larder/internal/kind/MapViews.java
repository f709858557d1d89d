package dev.larder.internal.kind;

import dev.larder.internal.table.Node;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The views of a map: live, weakly consistent, and removing through it. */
final class MapViews {
  private MapViews() {}

  /** Walks the entries and shows each in some form. */
  private static final class Walk<K, V, T> implements Iterator<T> {
    private final MapHandle<K, V> map;
    private final Iterator<Node> all;
    private final Function<Node, T> form;
    private @Nullable Node last;

    Walk(MapHandle<K, V> map, Function<Node, T> form) {
      this.map = map;
      this.all = map.entries.iterator();
      this.form = form;
    }

    @Override
    public boolean hasNext() {
      return all.hasNext();
    }

    @Override
    public T next() {
      Node entry = all.next();
      last = entry;
      return form.apply(entry);
    }

    @Override
    public void remove() {
      if (last == null) {
        throw new IllegalStateException("remove needs a call of next before it, one for each");
      }
      map.remove(last.key());
      last = null;
    }
  }

  /** An entry that writes through. */
  private static final class Entry<K, V> extends AbstractMap.SimpleEntry<K, V> {
    private static final long serialVersionUID = 1L;

    private final transient MapHandle<K, V> map;

    @SuppressWarnings("unchecked") // the content's types were checked
    Entry(MapHandle<K, V> map, Node entry) {
      super((K) entry.key(), (V) entry.value());
      this.map = map;
    }

    @Override
    public V setValue(V value) {
      map.put(getKey(), value);
      return super.setValue(value);
    }
  }

  /** The keys. */
  static final class Keys<K, V> extends AbstractSet<K> {
    private final MapHandle<K, V> map;

    Keys(MapHandle<K, V> map) {
      this.map = map;
    }

    @Override
    @SuppressWarnings("unchecked") // the content's types were checked
    public Iterator<K> iterator() {
      return new Walk<>(map, entry -> (K) entry.key());
    }

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public boolean isEmpty() {
      return map.isEmpty();
    }

    @Override
    public boolean contains(Object key) {
      return map.containsKey(key);
    }

    @Override
    public boolean remove(Object key) {
      return map.remove(key) != null;
    }

    @Override
    public void clear() {
      map.clear();
    }
  }

  /** The values. */
  static final class Values<K, V> extends AbstractCollection<V> {
    private final MapHandle<K, V> map;

    Values(MapHandle<K, V> map) {
      this.map = map;
    }

    @Override
    @SuppressWarnings("unchecked") // the content's types were checked
    public Iterator<V> iterator() {
      return new Walk<>(map, entry -> (V) entry.value());
    }

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public boolean isEmpty() {
      return map.isEmpty();
    }

    @Override
    public boolean contains(Object value) {
      return super.contains(Objects.requireNonNull(value, "value"));
    }

    @Override
    public void clear() {
      map.clear();
    }
  }

  /** The entries. */
  static final class EntrySet<K, V> extends AbstractSet<Map.Entry<K, V>> {
    private final MapHandle<K, V> map;

    EntrySet(MapHandle<K, V> map) {
      this.map = map;
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
      return new Walk<>(map, entry -> new Entry<>(map, entry));
    }

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public boolean isEmpty() {
      return map.isEmpty();
    }

    @Override
    public boolean contains(Object object) {
      return object instanceof Map.Entry<?, ?> entry
          && entry.getKey() != null
          && entry.getValue() != null
          && entry.getValue().equals(map.get(entry.getKey()));
    }

    @Override
    public boolean remove(Object object) {
      return object instanceof Map.Entry<?, ?> entry
          && entry.getKey() != null
          && map.remove(entry.getKey(), entry.getValue());
    }

    @Override
    public void clear() {
      map.clear();
    }
  }
}

package dev.larder.internal.codec;

import dev.larder.Codec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The codec of a map: how many entries there are, then key and value of each, both behind their
 * lengths. It takes no null, and keeps the order. What it reads can't be changed.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
final class MapCodec<K, V> implements BufferCodec<Map<K, V>> {
  private final Codec<K> keys;
  private final Codec<V> values;
  private final String name;

  MapCodec(Codec<K> keys, Codec<V> values) {
    this.keys = keys;
    this.values = values;
    this.name = "map<" + CodecName.checked(keys) + "," + CodecName.checked(values) + ">";
  }

  @Override
  @SuppressWarnings("unchecked") // a class says nothing about what the map holds
  public Class<Map<K, V>> type() {
    return (Class<Map<K, V>>) (Class<?>) Map.class;
  }

  @Override
  public String name() {
    return name;
  }

  /** Equal maps may have different orders. */
  @Override
  public boolean isCanonical() {
    return false;
  }

  @Override
  public void write(Map<K, V> value, ByteSink out) {
    List<Map.Entry<K, V>> copy = new ArrayList<>(value.entrySet());
    out.putVarint(copy.size());
    for (Map.Entry<K, V> entry : copy) {
      Codecs.writeSized(keys, entry.getKey(), out);
      Codecs.writeSized(values, entry.getValue(), out);
    }
  }

  @Override
  public Map<K, V> read(ByteSource in) {
    int count = ValueFormat.count(in, 2);
    Map<K, V> read = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      K key = Codecs.read(keys, in.getPart());
      V value = Codecs.read(values, in.getPart());
      if (read.put(key, value) != null) {
        throw new IllegalArgumentException("a map has a key twice");
      }
    }
    in.end();
    return Collections.unmodifiableMap(read);
  }
}

package dev.larder.cache;

import dev.larder.CacheWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is behind a cache: holds what it was told, notes each call, and fails when it is to. */
final class Source implements CacheWriter<String, String> {
  final Map<String, String> held = new LinkedHashMap<>();
  final List<String> calls = new ArrayList<>();
  final Set<String> broken = new TreeSet<>();

  private void call(String what, Set<String> keys) throws IOException {
    calls.add(what);
    for (String key : keys) {
      if (broken.contains(key)) {
        throw new IOException("broken at " + key);
      }
    }
  }

  @Override
  public void write(String key, String value) throws IOException {
    call(key + "=" + value, Set.of(key));
    held.put(key, value);
  }

  @Override
  public void delete(String key) throws IOException {
    call("-" + key, Set.of(key));
    held.remove(key);
  }

  @Override
  public void writeAll(Map<String, String> entries) throws IOException {
    call("" + new TreeMap<>(entries), entries.keySet());
    held.putAll(entries);
  }

  @Override
  public void deleteAll(Set<String> keys) throws IOException {
    call("-" + new TreeSet<>(keys), keys);
    held.keySet().removeAll(keys);
  }
}

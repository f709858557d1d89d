package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.internal.stream.Stream;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Db;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;

/**
 * About how many bytes of the heap something takes: the sizes that objects have on a 64-bit JVM
 * with compressed references. Of large collections some elements are looked at, and the rest is
 * taken to be alike.
 */
final class Footprint {
  /** A node of a table with its share of the array of buckets. */
  private static final int NODE = 40 + 8;

  /** An object with a few fields. */
  private static final int OBJECT = 24;

  /** An element's share of a tree's leaf and of what is above it. */
  private static final int TREE_SHARE = 6;

  /** A collection that is empty: its content, its types, an array of some buckets. */
  private static final int COLLECTION = 160;

  private Footprint() {}

  /** Of a key that is there, and of its value, of which so many elements are looked at. */
  static long of(Call call, Name key, long samples) {
    Db db = call.db();
    long value =
        switch (Objects.requireNonNull(db.keys().type(key))) {
          case VALUE, COUNTER ->
              OBJECT + array(Objects.requireNonNull(db.string(key).get()).length);
          case LIST -> ofList(db.list(key).iterator(), db.list(key).size(), samples);
          case MAP -> ofHash(db.hash(key).entrySet().iterator(), db.hash(key).size(), samples);
          case SET -> ofSet(db.set(key).iterator(), db.set(key).size(), samples);
          case SORTED_SET -> ofSortedSet(db.sortedSet(key).version(), samples);
          case STREAM -> ofStream(Objects.requireNonNull(db.stream(key).get()), samples);
        };
    return NODE + ofName(key) + value;
  }

  private static long array(long length) {
    return 16 + (length + 7 & ~7L);
  }

  private static long ofName(Name name) {
    return OBJECT + array(name.bytes().length);
  }

  private static long ofList(Iterator<byte[]> items, long size, long samples) {
    Sample sample = new Sample(size, samples);
    while (sample.wantsMore() && items.hasNext()) {
      sample.add(TREE_SHARE + array(items.next().length));
    }
    return sample.whole();
  }

  private static long ofHash(Iterator<Map.Entry<Name, byte[]>> entries, long size, long samples) {
    Sample sample = new Sample(size, samples);
    while (sample.wantsMore() && entries.hasNext()) {
      Map.Entry<Name, byte[]> entry = entries.next();
      sample.add(NODE + ofName(entry.getKey()) + array(entry.getValue().length));
    }
    return sample.whole();
  }

  private static long ofSet(Iterator<Name> members, long size, long samples) {
    Sample sample = new Sample(size, samples);
    while (sample.wantsMore() && members.hasNext()) {
      sample.add(NODE + ofName(members.next()));
    }
    return sample.whole();
  }

  /** Each member is in two trees. */
  private static long ofSortedSet(SortedSetContent<Name> set, long samples) {
    Sample sample = new Sample(set.size(), samples);
    for (int rank = 0; sample.wantsMore() && rank < set.size(); rank++) {
      sample.add(OBJECT + 2 * TREE_SHARE + ofName(set.at(rank).member()));
    }
    return sample.whole();
  }

  private static long ofStream(Stream stream, long samples) {
    Sample sample = new Sample(stream.length(), samples);
    var entries = stream.entries().cursor(0);
    for (int i = 0; sample.wantsMore() && i < stream.length(); i++) {
      byte[][] parts = entries.next().fieldsAndValues();
      long bytes = OBJECT + 8 + TREE_SHARE + array(4L * parts.length);
      for (byte[] part : parts) {
        bytes += array(part.length);
      }
      sample.add(bytes);
    }
    return sample.whole();
  }

  /** Some elements, and from them all. */
  private static final class Sample {
    private final long size;
    private final long most;
    private long seen;
    private long bytes;

    Sample(long size, long most) {
      this.size = size;
      this.most = most;
    }

    boolean wantsMore() {
      return seen < most;
    }

    void add(long elementBytes) {
      bytes += elementBytes;
      seen++;
    }

    long whole() {
      return COLLECTION + (seen == 0 ? 0 : Math.round((double) bytes / seen * size));
    }
  }
}

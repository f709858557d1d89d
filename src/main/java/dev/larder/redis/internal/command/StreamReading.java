package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.internal.stream.StreamId;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Numbers;
import java.util.ArrayList;
import java.util.List;

/** What XREAD and XREADGROUP are asked for. */
final class StreamReading {
  /** For {@link #block}: not to wait. */
  static final long NOT = -1;

  /**
   * Where to go on: for XREADGROUP's {@code >} and behind the last, which are the same to Redis.
   */
  static final StreamId NEW = StreamId.MAX;

  private static final byte[] NO_NAME = {};

  final Args args;
  final boolean isOfGroup;
  byte[] group = NO_NAME;
  byte[] consumer = NO_NAME;
  boolean isAcknowledged;

  /** How many milliseconds to wait. */
  long block = NOT;

  /** At most so many entries of each stream; 0 for all. */
  long count;

  final List<Name> keys = new ArrayList<>();

  private int groupAt;
  private int firstKey;

  StreamReading(Args args, boolean isOfGroup) {
    this.args = args;
    this.isOfGroup = isOfGroup;
    int at = 1;
    while (at < args.count() && firstKey == 0) {
      at = option(at, args.count() - at - 1);
    }
    if (firstKey == 0) {
      throw Errors.syntax();
    }
    if (isOfGroup && groupAt == 0) {
      throw StreamErrors.missingGroup();
    }
    for (int i = firstKey; i < firstId(); i++) {
      keys.add(args.name(i));
    }
  }

  /** Reads an option; answers where the next one is. */
  private int option(int at, int more) {
    if (more >= 1 && args.is(at, "BLOCK")) {
      block = Blocking.millis(args, at + 1);
      return at + 2;
    }
    if (more >= 1 && args.is(at, "COUNT")) {
      count = Math.max(0, args.integer(at + 1));
      return at + 2;
    }
    if (more >= 1 && args.is(at, "STREAMS")) {
      if (more % 2 != 0) {
        String name = isOfGroup ? "XREADGROUP" : "XREAD";
        throw StreamErrors.unbalanced(name, isOfGroup ? '>' : '$');
      }
      firstKey = at + 1;
      return at;
    }
    if (more >= 2 && args.is(at, "GROUP")) {
      checkOfGroup("GROUP");
      groupAt = at + 1;
      group = args.bytes(at + 1);
      consumer = args.bytes(at + 2);
      return at + 3;
    }
    if (args.is(at, "NOACK")) {
      checkOfGroup("NOACK");
      isAcknowledged = true;
      return at + 1;
    }
    throw Errors.syntax();
  }

  private void checkOfGroup(String option) {
    if (!isOfGroup) {
      throw StreamErrors.onlyOfGroups(option);
    }
  }

  private int firstId() {
    return (firstKey + args.count()) / 2;
  }

  /** The index of a key among the arguments. */
  int keyAt(int index) {
    return firstKey + index;
  }

  /** The index of the group's name among the arguments. */
  int groupAt() {
    return groupAt;
  }

  /** Where to go on in a stream. */
  StreamId after(int index, StreamId last) {
    int at = firstId() + index;
    String text = args.latin(at);
    if (text.equals("$")) {
      if (isOfGroup) {
        throw StreamErrors.meaninglessLast();
      }
      return last;
    }
    if (text.equals(">")) {
      if (!isOfGroup) {
        throw StreamErrors.newOnlyOfGroups();
      }
      return NEW;
    }
    return StreamIds.strict(args, at);
  }

  /** The indexes of the keys, for those who only want to know them. */
  static int[] keysOf(Args args) {
    for (int i = 1; i < args.count(); i++) {
      if (args.is(i, "STREAMS")) {
        int[] keys = new int[(args.count() - i - 1) / 2];
        for (int k = 0; k < keys.length; k++) {
          keys[k] = i + 1 + k;
        }
        return keys;
      }
      i += skipped(args, i);
    }
    return new int[0];
  }

  private static int skipped(Args args, int at) {
    if (args.is(at, "GROUP")) {
      return 2;
    }
    boolean hasNumber = args.is(at, "BLOCK") || args.is(at, "COUNT");
    return hasNumber && at + 1 < args.count() && Numbers.isInteger(args.bytes(at + 1)) ? 1 : 0;
  }
}

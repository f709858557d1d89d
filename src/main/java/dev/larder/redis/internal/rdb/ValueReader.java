package dev.larder.redis.internal.rdb;

import dev.larder.internal.cell.Name;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads values, in all forms that Redis 2 to 7.2 has written them in. */
final class ValueReader {
  private static final int PLAIN_NODE = 1;
  private static final int PACKED_NODE = 2;

  private final RdbInput in;

  ValueReader(RdbInput in) {
    this.in = in;
  }

  /**
   * Reads a value.
   *
   * @param type the number that the file has before the key
   * @throws IllegalArgumentException if it is none
   */
  RdbValue read(int type) throws IOException {
    return switch (type) {
      case 0 -> new RdbValue.OfString(in.string());
      case 1 -> new RdbValue.OfList(strings(in.length(), 1));
      case 2 -> set(strings(in.length(), 1));
      case 3 -> textScores();
      case 4 -> hash(strings(in.length(), 2));
      case 5 -> binaryScores();
      case 6, 7 ->
          throw new IllegalArgumentException(
              "a value of a module, which only that module can read");
      case 9 -> hash(Packs.zipmap(in.string()));
      case 10 -> new RdbValue.OfList(Packs.ziplist(in.string()));
      case 11 -> set(Packs.intset(in.string()));
      case 12 -> scores(Packs.ziplist(in.string()));
      case 13 -> hash(Packs.ziplist(in.string()));
      case 14 -> nodes(false);
      case 15 -> new RdbValue.OfStream(new StreamReader(in, 1).read());
      case 16 -> hash(Packs.listpack(in.string()));
      case 17 -> scores(Packs.listpack(in.string()));
      case 18 -> nodes(true);
      case 19 -> new RdbValue.OfStream(new StreamReader(in, 2).read());
      case 20 -> set(Packs.listpack(in.string()));
      case 21 -> new RdbValue.OfStream(new StreamReader(in, 3).read());
      default ->
          throw new IllegalArgumentException(
              "a type of a value that Redis 7.2 or older has, found " + type);
    };
  }

  /** As many strings as were announced, times something; each takes a byte of the file at least. */
  private List<byte[]> strings(long count, int times) throws IOException {
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a number of elements, found " + count);
    }
    List<byte[]> all = new ArrayList<>();
    for (long i = 0; i < count * times; i++) {
      all.add(in.string());
    }
    return all;
  }

  /** The nodes of a list. */
  private RdbValue nodes(boolean haveForms) throws IOException {
    List<byte[]> items = new ArrayList<>();
    for (long left = in.length(); left > 0; left--) {
      long form = haveForms ? in.length() : 0;
      byte[] node = in.string();
      if (!haveForms) {
        items.addAll(Packs.ziplist(node));
      } else if (form == PLAIN_NODE) {
        items.add(node);
      } else if (form == PACKED_NODE) {
        items.addAll(Packs.listpack(node));
      } else {
        throw new IllegalArgumentException("a node of form 1 or 2, found " + form);
      }
    }
    return new RdbValue.OfList(items);
  }

  private static RdbValue set(List<byte[]> elements) {
    Set<Name> members = new LinkedHashSet<>();
    for (byte[] element : elements) {
      if (!members.add(Name.of(element))) {
        throw twice("member");
      }
    }
    return new RdbValue.OfSet(members);
  }

  private static RdbValue hash(List<byte[]> elements) {
    checkPairs(elements);
    Map<Name, byte[]> fields = new LinkedHashMap<>();
    for (int i = 0; i < elements.size(); i += 2) {
      if (fields.put(Name.of(elements.get(i)), elements.get(i + 1)) != null) {
        throw twice("field");
      }
    }
    return new RdbValue.OfHash(fields);
  }

  private static void checkPairs(List<byte[]> elements) {
    if (elements.size() % 2 != 0) {
      throw new IllegalArgumentException("pairs, found " + elements.size() + " elements");
    }
  }

  private static IllegalArgumentException twice(String what) {
    return new IllegalArgumentException("the same " + what + " twice in one value");
  }

  // ---- sorted sets ------------------------------------------------------------------------------

  private static RdbValue scores(List<byte[]> elements) {
    checkPairs(elements);
    Map<Name, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < elements.size(); i += 2) {
      put(scores, elements.get(i), number(elements.get(i + 1)));
    }
    return new RdbValue.OfSortedSet(scores);
  }

  private static void put(Map<Name, Double> scores, byte[] member, double score) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("a score that is a number");
    }
    if (scores.put(Name.of(member), score) != null) {
      throw twice("member");
    }
  }

  private static double number(byte[] digits) {
    String text = new String(digits, StandardCharsets.ISO_8859_1);
    return switch (text) {
      case "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        if (text.isEmpty() || text.chars().anyMatch(c -> "0123456789+-.eE".indexOf(c) < 0)) {
          throw new IllegalArgumentException("a score that is a number");
        }
        yield Double.parseDouble(text); // a NumberFormatException is what is promised, too
      }
    };
  }

  private RdbValue textScores() throws IOException {
    Map<Name, Double> scores = new LinkedHashMap<>();
    for (long left = in.length(); left > 0; left--) {
      byte[] member = in.string();
      int length = in.next();
      double score =
          switch (length) {
            case 0xff -> Double.NEGATIVE_INFINITY;
            case 0xfe -> Double.POSITIVE_INFINITY;
            case 0xfd -> Double.NaN;
            default -> number(in.bytes(length));
          };
      put(scores, member, score);
    }
    return new RdbValue.OfSortedSet(scores);
  }

  private RdbValue binaryScores() throws IOException {
    Map<Name, Double> scores = new LinkedHashMap<>();
    for (long left = in.length(); left > 0; left--) {
      put(scores, in.string(), Double.longBitsToDouble(in.little(8)));
    }
    return new RdbValue.OfSortedSet(scores);
  }
}

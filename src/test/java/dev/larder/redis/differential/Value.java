package dev.larder.redis.differential;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A reply as a plain tree. Doubles and big numbers keep the text they came as, and a null keeps the
 * mark it came with, so that two replies are equal only when their bytes are.
 */
sealed interface Value {
  /** {@code +OK}. */
  record Simple(String text) implements Value {
    @Override
    public String toString() {
      return "+" + text;
    }
  }

  /** {@code -ERR ...}, also RESP3's bulk errors. */
  record Error(String text) implements Value {
    @Override
    public String toString() {
      return "(error) " + text;
    }
  }

  /** {@code :1}. */
  record Int(long number) implements Value {
    @Override
    public String toString() {
      return "(integer) " + number;
    }
  }

  /** {@code $3}. */
  record Bulk(byte[] bytes) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bulk bulk && Arrays.equals(bytes, bulk.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return Bytes.quote(bytes);
    }
  }

  /** {@code *2}. */
  record Array(List<Value> elements) implements Value {
    @Override
    public String toString() {
      return join("[", elements, "]");
    }
  }

  /** RESP3's {@code %2}: keys and values in turn, in the order in which they came. */
  record MapValue(List<Value> keysAndValues) implements Value {
    @Override
    public String toString() {
      return join("map{", keysAndValues, "}");
    }
  }

  /** RESP3's {@code ~2}, in the order in which it came. */
  record SetValue(List<Value> elements) implements Value {
    @Override
    public String toString() {
      return join("set{", elements, "}");
    }
  }

  /** {@code $-1}, {@code *-1} or RESP3's {@code _}: the first character tells which. */
  record Null(char mark) implements Value {
    @Override
    public String toString() {
      return "(nil " + mark + ")";
    }
  }

  /** RESP3's {@code #t}. */
  record Bool(boolean value) implements Value {
    @Override
    public String toString() {
      return "(" + value + ")";
    }
  }

  /** RESP3's {@code ,1.5}. */
  record DoubleValue(String text) implements Value {
    @Override
    public String toString() {
      return "(double) " + text;
    }
  }

  /** RESP3's {@code (123}. */
  record BigNumber(String text) implements Value {
    @Override
    public String toString() {
      return "(big number) " + text;
    }
  }

  /** RESP3's {@code =7}, with its three letters. */
  record Verbatim(String format, String text) implements Value {
    @Override
    public String toString() {
      return "(" + format + ") " + text;
    }
  }

  /** RESP3's {@code >2}. */
  record Push(List<Value> elements) implements Value {
    @Override
    public String toString() {
      return join("push[", elements, "]");
    }
  }

  /** Not a reply: the server closed the connection, or said nothing for too long. */
  record Closed(String why) implements Value {
    @Override
    public String toString() {
      return "(no reply: " + why + ")";
    }
  }

  /** The elements of anything that has some: maps give keys and values in turn; else none. */
  default List<Value> children() {
    if (this instanceof Array array) {
      return array.elements;
    }
    if (this instanceof SetValue set) {
      return set.elements;
    }
    if (this instanceof MapValue map) {
      return map.keysAndValues;
    }
    return this instanceof Push push ? push.elements : List.of();
  }

  default boolean isError() {
    return this instanceof Error;
  }

  default boolean isQueued() {
    return this instanceof Simple simple && simple.text.equals("QUEUED");
  }

  private static String join(String open, List<Value> values, String close) {
    return values.stream().map(Value::toString).collect(Collectors.joining(", ", open, close));
  }
}

package dev.larder.internal.journal;

import dev.larder.CollectionType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a store is exported to: JSON, an object a line, in UTF-8.
 *
 * <pre>
 *   {"larder":1}                                                         the first line
 *   {"name":"v","kind":"value","of":["string"],"value":"x"}
 *   {"name":"c","kind":"counter","of":[],"value":42}
 *   {"name":"m","kind":"map","of":["string","int"],"expires":1700000000000}
 *   {"key":"a","value":1,"expires":1700000000000}                        an entry of the map above
 *   {"name":"s","kind":"set","of":["string"]}
 *   {"member":"e"}
 *   {"name":"l","kind":"list","of":["string"]}
 *   {"item":"i"}
 *   {"name":"z","kind":"sorted_set","of":["string"]}
 *   {"member":"e","score":1.5}                       infinities are texts
 *   {"name":"x","kind":"stream","of":[]}
 *   {"last":"5-1","deleted":"0-0","added":7}                             the head of the stream
 *   {"id":"5-1","fields":["f","v"]}
 *   {"group":"g","last":"5-1","read":7}                                  no "read": unknown
 *   {"group":"g","last":"5-1","read":7,"consumer":"c","seen":1700000000000}
 *   {"group":"g","last":"5-1","read":7,"consumer":"c",
 *    "pending":"5-1","time":1700000000000,"count":1}                     on one line
 *   {"database":3}                                 all that follows is in this database
 * </pre>
 *
 * <p>Elements are as the codecs of the names in {@code of} describe them; a codec of the user's is
 * known by its bytes only: {@code {"base64":"…"}}. So is a name that is no text. Times are
 * milliseconds of the epoch. A collection may come in several parts, each with its line.
 */
final class ExportFormat {
  static final String VERSION = "larder";
  static final String DATABASE = "database";
  static final String NAME = "name";
  static final String KIND = "kind";
  static final String OF = "of";
  static final String EXPIRES = "expires";
  static final String VALUE = "value";
  static final String KEY = "key";
  static final String MEMBER = "member";
  static final String SCORE = "score";
  static final String ITEM = "item";
  private static final String BASE64 = "base64";

  private ExportFormat() {}

  static String kindText(CollectionType kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static CollectionType kind(Object text) {
    for (CollectionType kind : CollectionType.values()) {
      if (kindText(kind).equals(text)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "kind must be one of value, counter, map, list, set, sorted_set, stream, but is " + text);
  }

  /** A name as a text, or as bytes where it is none. */
  static Object nameTree(byte[] name) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException e) {
      return Map.of(BASE64, Base64.getEncoder().encodeToString(name));
    }
  }

  static byte[] name(@Nullable Object tree) {
    if (tree instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (tree instanceof Map<?, ?> map && map.get(BASE64) instanceof String text) {
      return Base64.getDecoder().decode(text);
    }
    throw new IllegalArgumentException("name must be a text, but is " + tree);
  }

  static Object scoreTree(double score) {
    return Double.isInfinite(score) ? String.valueOf(score) : score;
  }

  static double score(@Nullable Object tree) {
    if (tree instanceof Number number) {
      return number.doubleValue();
    }
    if (tree instanceof String text && List.of("Infinity", "-Infinity").contains(text)) {
      return Double.parseDouble(text);
    }
    throw new IllegalArgumentException("score must be a number, but is " + tree);
  }
}

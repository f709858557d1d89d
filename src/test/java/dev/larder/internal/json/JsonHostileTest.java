package dev.larder.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no JSON is refused with its place, and nothing that is read can do harm. */
class JsonHostileTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "nulls",
        "TRUE",
        "NaN",
        "Infinity",
        "+1",
        "01",
        "-01",
        "-",
        "1.",
        ".5",
        "1e",
        "1e+",
        "0x10",
        "1_000",
        "1 2",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[",
        "[1",
        "]",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,\"a\":2}",
        "{1:2}",
        "\"",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u\uff11\uff11\uff11\uff11\"",
        "\"\n\"",
        "\"\t\"",
        "\"\u0000\"",
        "'a'",
        "\"a\"\"b\"",
        "[]{}",
        "\ufeff1",
        "\u00a01",
        "/* */ 1",
        "1 // one",
        "\u0661",
        "1e99999999999"
      })
  void isRefused(String json) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> JsonReader.parse(json));
    assertTrue(refused.getMessage().startsWith("line "), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [1, x]     | line 1, column 5: expected a value, found "x"
          {"a" 1}    | line 1, column 6: expected :, found "1"
          [1         | line 1, column 3: expected ], found the end
          {"a":1,"a" | line 1, column 11: expected another name, not a second "a", found the end
          """)
  void theMessageSaysWhere(String json, String message) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> JsonReader.parse(json));
    assertEquals(message, refused.getMessage());
  }

  @Test
  void theMessageCountsLines() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> JsonReader.parse("[1,\n 2,\n  ?]"));
    assertEquals("line 3, column 3: expected a value, found \"?\"", refused.getMessage());
  }

  @Test
  void depthIsBounded() {
    String deep = "[".repeat(JsonReader.DEPTH) + "]".repeat(JsonReader.DEPTH);
    JsonReader.parse(deep);
    assertThrows(IllegalArgumentException.class, () -> JsonReader.parse("[" + deep + "]"));
    String abyss = "{\"a\":".repeat(1_000_000);
    assertThrows(IllegalArgumentException.class, () -> JsonReader.parse(abyss));
    JsonReader flat = new JsonReader(new StringReader("[]"), 0);
    assertThrows(IllegalArgumentException.class, flat::read);
  }

  @Test
  void lengthsOfNumbersAreBounded() {
    String digits = "9".repeat(1000);
    JsonReader.parse(digits);
    assertThrows(IllegalArgumentException.class, () -> JsonReader.parse(digits + "9"));
    assertThrows(IllegalArgumentException.class, () -> JsonReader.parse("0." + digits));
  }

  /** Whatever the text, the outcome is a value or the one exception. */
  @Test
  void noiseEndsWell() {
    List<String> parts =
        List.of("{", "}", "[", "]", ",", ":", "\"", "a", "\\", "u00e9", "1", "-", ".", "e", " ");
    Random random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder noise = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        noise.append(parts.get(random.nextInt(parts.size())));
      }
      try {
        Object tree = JsonReader.parse(noise.toString());
        assertEquals(tree, JsonReader.parse(JsonWriter.toText(tree)));
      } catch (IllegalArgumentException refused) {
        assertTrue(refused.getMessage().startsWith("line "), refused.getMessage());
      }
    }
  }
}

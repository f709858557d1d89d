package dev.larder.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written is read as it was. */
class JsonRoundTripTest {
  @Test
  void aTreeIsOneLine() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("a", 1);
    tree.put("b", Arrays.asList(true, null, "x\ny", List.of(), Map.of()));
    assertEquals("{\"a\":1,\"b\":[true,null,\"x\\ny\",[],{}]}", JsonWriter.toText(tree));
  }

  @Test
  void everyCharacterComesBack() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= 0xffff; c++) {
      all.append((char) c); // halves of surrogate pairs among them, high ones before low ones
    }
    all.append("\ud83d\ude00 \ude00\ud83d");
    String json = JsonWriter.toText(all);
    assertEquals(all.toString(), JsonReader.parse(json));
    assertTrue(json.chars().noneMatch(Character::isISOControl));
    assertEquals(1, json.lines().count());
  }

  @Test
  void numbersKeepTheirValue() {
    assertEquals(Long.MAX_VALUE, JsonReader.parse(JsonWriter.toText(Long.MAX_VALUE)));
    assertEquals(Long.MIN_VALUE, JsonReader.parse(JsonWriter.toText(Long.MIN_VALUE)));
    assertEquals(0L, JsonReader.parse("0"));
    assertEquals(100L, JsonReader.parse("100"));
    BigInteger large = BigInteger.ONE.shiftLeft(64);
    assertEquals(new BigDecimal(large), JsonReader.parse(JsonWriter.toText(large)));
    assertEquals(new BigDecimal("1.50"), JsonReader.parse("1.50"));
    assertEquals(-0.0, JsonReader.parse(JsonWriter.toText(-0.0)));
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        Number read = (Number) JsonReader.parse(JsonWriter.toText(value));
        assertEquals(value, read.doubleValue());
      }
    }
  }

  @Test
  void randomTreesComeBack() {
    Random random = new Random(2);
    for (int i = 0; i < 1_000; i++) {
      Object tree = tree(random, 6);
      assertEquals(tree, JsonReader.parse(JsonWriter.toText(tree)));
    }
  }

  private static Object tree(Random random, int depth) {
    switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0:
        return random.nextBoolean() ? null : random.nextBoolean();
      case 1:
        return random.nextLong() >> random.nextInt(64);
      case 2:
        return BigDecimal.valueOf(random.nextLong(), random.nextInt(20) + 1);
      case 3:
        return text(random);
      case 4:
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(tree(random, depth - 1));
        }
        return list;
      default:
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(text(random), tree(random, depth - 1));
        }
        return map;
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append((char) random.nextInt(1 << (1 + random.nextInt(16))));
    }
    return text.toString();
  }

  @Test
  void valuesAreReadOneAfterTheOther() throws IOException {
    JsonReader reader = new JsonReader(new StringReader(" {\"a\":1}\r\n[2]\n\nnull 3\n"));
    assertEquals(Map.of("a", 1L), reader.read());
    assertEquals(List.of(2L), reader.read());
    assertNull(reader.read());
    assertTrue(reader.hasNext());
    assertEquals(3L, reader.read());
    assertFalse(reader.hasNext());
    assertThrows(IllegalArgumentException.class, reader::read);
  }

  @Test
  void whatJsonHasNoFormForIsRefused() {
    for (Object tree : List.of(Double.NaN, Float.NEGATIVE_INFINITY, 'c', Map.of(1, 2))) {
      assertThrows(IllegalArgumentException.class, () -> JsonWriter.toText(tree));
    }
  }
}

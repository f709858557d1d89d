package dev.larder.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.impl.LaissezFaireSubTypeValidator;
import dev.larder.Codec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as JSON, and never a class that the JSON chose. */
class JacksonCodecTest {
  record Order(String id, List<Line> orderLines, Map<String, Long> counts) {}

  record Line(String article, int amount) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({@JsonSubTypes.Type(value = Circle.class, name = "circle")})
  interface Shape {}

  record Circle(double radius) implements Shape {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  interface Open {}

  record Chosen(int value) implements Open {}

  record Anything(Object value) {}

  private static final Order ORDER =
      new Order("1", List.of(new Line("a", 2), new Line("b", 3)), Map.of("c", 4L));

  @Test
  void valuesComeBack() {
    Codec<Order> codec = JacksonCodec.of(Order.class);
    assertEquals(ORDER, codec.decode(codec.encode(ORDER)));
    assertEquals(Order.class, codec.type());
    assertEquals("jackson:" + Order.class.getName(), codec.name());
  }

  @Test
  void theMapperIsKeptAsItWas() {
    ObjectMapper mapper =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    Codec<Order> codec = JacksonCodec.of(Order.class, mapper);
    mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    assertTrue(text(codec.encode(ORDER)).contains("\"order_lines\""));
    assertEquals(ORDER, codec.decode(codec.encode(ORDER)));
    assertThrows(IllegalArgumentException.class, () -> codec.decode(bytes("{\"other\":1}")));
  }

  @Test
  void thePlainMapperIgnoresWhatIsGone() {
    assertEquals(
        new Line("a", 0),
        JacksonCodec.of(Line.class).decode(bytes("{\"article\":\"a\",\"price\":[1]}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "5", "{\"amount\":\"x\"}", "{} {}", "{}x"})
  void otherBytesAreRefused(String json) {
    Codec<Line> codec = JacksonCodec.of(Line.class);
    String message =
        assertThrows(IllegalArgumentException.class, () -> codec.decode(bytes(json))).getMessage();
    assertTrue(message.startsWith("no " + Line.class.getName() + " in JSON: "), message);
  }

  @Test
  void whatJacksonCantWriteIsRefused() {
    Codec<Object> codec = JacksonCodec.of(Object.class);
    assertThrows(IllegalArgumentException.class, () -> codec.encode(new Object()));
  }

  @Test
  void declaredSubtypesWork() {
    Codec<Shape> codec = JacksonCodec.of(Shape.class);
    assertEquals(new Circle(1.5), codec.decode(codec.encode(new Circle(1.5))));
  }

  @Test
  void bytesDontChooseAClass() {
    String name = Chosen.class.getName();
    byte[] named = bytes("{\"@class\":\"" + name + "\",\"value\":1}");
    assertThrows(IllegalArgumentException.class, () -> JacksonCodec.of(Open.class).decode(named));
    assertEquals(
        new Anything(Map.of("@class", name, "value", 1)),
        JacksonCodec.of(Anything.class).decode(bytes("{\"value\":" + text(named) + "}")));
  }

  @Test
  void aMapperThatLetsThemIsRefused() {
    ObjectMapper open =
        JsonMapper.builder()
            .activateDefaultTyping(
                LaissezFaireSubTypeValidator.instance, ObjectMapper.DefaultTyping.NON_FINAL)
            .build();
    assertThrows(IllegalArgumentException.class, () -> JacksonCodec.of(Anything.class, open));
    assertThrows(IllegalArgumentException.class, () -> JacksonCodec.of(Line.class, open));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

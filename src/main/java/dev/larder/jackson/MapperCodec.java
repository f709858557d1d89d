package dev.larder.jackson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import dev.larder.Codec;
import java.io.IOException;

/**
 * The codec of {@link JacksonCodec}.
 *
 * @param <T> the type of the values
 */
final class MapperCodec<T> implements Codec<T> {
  private final Class<T> type;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  private MapperCodec(Class<T> type, ObjectMapper mapper) {
    this.type = type;
    this.writer = mapper.writerFor(type);
    this.reader = mapper.readerFor(type).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  static <T> Codec<T> plain(Class<T> type) {
    return of(
        type,
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build());
  }

  static <T> Codec<T> of(Class<T> type, ObjectMapper mapper) {
    if (mapper.getDeserializationConfig().getDefaultTyper(mapper.constructType(type)) != null) {
      throw new IllegalArgumentException(
          "a mapper with default typing lets bytes choose classes:"
              + " declare subtypes with @JsonTypeInfo(use = NAME) and @JsonSubTypes instead");
    }
    ObjectMapper own = mapper.copy();
    // Allows no class at all; names of subtypes don't ask it.
    own.setPolymorphicTypeValidator(BasicPolymorphicTypeValidator.builder().build());
    return new MapperCodec<>(type, own);
  }

  @Override
  public Class<T> type() {
    return type;
  }

  @Override
  public String name() {
    return "jackson:" + type.getName();
  }

  @Override
  public byte[] encode(T value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON of " + type.getName() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public T decode(byte[] bytes) {
    T value;
    try {
      value = reader.readValue(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException("no " + type.getName() + " in JSON: " + e.getMessage(), e);
    }
    if (value == null) {
      throw new IllegalArgumentException("no " + type.getName() + " in JSON: null");
    }
    return value;
  }
}

package dev.larder.redis.internal.config;

import java.util.function.Function;

/** A text, or something that is written as one. */
public final class TextParameter<T> extends Parameter {
  private final Function<String, T> reading;
  private final Function<T, String> writing;
  private volatile T value;

  TextParameter(
      String name, Function<String, T> reading, Function<T, String> writing, String text) {
    super(name);
    this.reading = reading;
    this.writing = writing;
    this.value = reading.apply(text);
  }

  /** The present value, which is not changed. */
  public T value() {
    return value;
  }

  /** Says what the value is, where it is not set but found. */
  public void found(T its) {
    value = its;
  }

  @Override
  public String text() {
    return writing.apply(value);
  }

  @Override
  Runnable parsed(String text) {
    T parsed = reading.apply(text);
    return () -> value = parsed;
  }
}

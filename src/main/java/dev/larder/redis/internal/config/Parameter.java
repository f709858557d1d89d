package dev.larder.redis.internal.config;

import dev.larder.redis.internal.RedisException;
import java.util.ArrayList;
import java.util.List;

/**
 * One parameter. Any thread may read and set it: a value is one volatile field, so that a read sees
 * the value that was set last. Texts have a character for each byte.
 */
public abstract class Parameter {
  private final String name;
  private final List<String> aliases = new ArrayList<>();
  private Use use = Use.EFFECTIVE;
  private String remark = "";

  /** What setting it does. */
  public enum Use {
    /** What it does in Redis. */
    EFFECTIVE,
    /** It is remembered, and does nothing: it tunes what is inside of Redis. */
    REMEMBERED,
    /** Only the value that it has can be set: another could not have its effect. */
    FIXED,
    /** It can't be set while the server runs; nor in Redis. */
    IMMUTABLE,
    /** Redis protects it from clients, too. */
    PROTECTED
  }

  Parameter(String name) {
    this.name = name;
  }

  /** As CONFIG GET says it. */
  public final String name() {
    return name;
  }

  /** Its older names. */
  public final List<String> aliases() {
    return aliases;
  }

  public final Use use() {
    return use;
  }

  /** Why setting it does not do what it does in Redis; empty if it does. */
  public final String remark() {
    return remark;
  }

  final void alias(String alias) {
    aliases.add(alias);
  }

  final void used(Use how, String why) {
    use = how;
    remark = why;
  }

  /** The value as CONFIG GET says it. */
  public abstract String text();

  /**
   * Reads a value.
   *
   * @return what sets it
   * @throws RedisException with what is wrong with the value, without a code
   */
  abstract Runnable parsed(String value);

  /** What is wrong with a value. */
  static RedisException wrong(String what) {
    return new RedisException(what);
  }

  /**
   * Reads a value and looks whether it may be set.
   *
   * @return what sets it
   * @throws RedisException likewise
   */
  final Runnable setting(String value) {
    return switch (use) {
      case IMMUTABLE -> throw wrong("can't set immutable config");
      case PROTECTED -> throw wrong("can't set protected config");
      case EFFECTIVE, REMEMBERED -> parsed(value);
      case FIXED -> {
        String before = text();
        Runnable setting = parsed(value);
        if (!same(before, value)) {
          throw wrong("it stays " + (before.isEmpty() ? "empty" : before) + ": " + remark);
        }
        yield setting;
      }
    };
  }

  /** Whether a value that can be read says the same as the present one. */
  boolean same(String before, String value) {
    return before.equalsIgnoreCase(value);
  }
}

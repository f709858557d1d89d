package dev.larder.redis.internal.config;

import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Glob;
import dev.larder.redis.internal.RedisException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All parameters, by their names and older names. Filled first, then only read. */
public final class Settings {
  private final Map<String, Parameter> byName = new TreeMap<>();

  // ---- how it is filled -------------------------------------------------------------------------

  /** An integer from one bound to another. */
  public NumberParameter number(String name, long low, long high, long value, String... aliases) {
    return add(new NumberParameter(name, false, low, high, value), aliases);
  }

  /** A size in bytes, which may have a unit. */
  public NumberParameter size(String name, long low, long high, long value, String... aliases) {
    return add(new NumberParameter(name, true, low, high, value), aliases);
  }

  /** Yes or no. */
  public ChoiceParameter yesOrNo(String name, boolean value, String... aliases) {
    return add(ChoiceParameter.yesOrNo(name, value), aliases);
  }

  /** One of several words. */
  public ChoiceParameter choice(String name, List<String> words, String value) {
    return add(new ChoiceParameter(name, words, value));
  }

  /** Any text. */
  public TextParameter<String> text(String name, String value, String... aliases) {
    return add(new TextParameter<>(name, text -> text, text -> text, value), aliases);
  }

  /** Something that is written as a text. */
  public <T> TextParameter<T> parsed(String name, Function<String, T> reading, String value) {
    return add(new TextParameter<>(name, reading, Object::toString, value));
  }

  /** The limits of what waits for clients. */
  public OutputLimitsParameter outputLimits(String name) {
    return add(new OutputLimitsParameter(name));
  }

  private <P extends Parameter> P add(P parameter, String... aliases) {
    put(parameter.name(), parameter);
    for (String alias : aliases) {
      parameter.alias(alias);
      put(alias, parameter);
    }
    return parameter;
  }

  private void put(String name, Parameter parameter) {
    if (byName.put(name, parameter) != null) {
      throw new IllegalStateException("two parameters are called " + name);
    }
  }

  // ---- what it is asked -------------------------------------------------------------------------

  /** Each parameter once, in the order of their names. */
  public Collection<Parameter> all() {
    return byName.entrySet().stream()
        .filter(entry -> entry.getKey().equals(entry.getValue().name()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** A parameter by one of its names, in any case; or null. */
  public @Nullable Parameter find(String name) {
    return byName.get(name.toLowerCase(Locale.ROOT));
  }

  /** The values of what has one of these names or matches one of these patterns. */
  public Map<String, String> get(Collection<String> patterns) {
    Map<String, String> found = new TreeMap<>();
    for (String pattern : patterns) {
      if (!isPattern(pattern)) {
        Parameter parameter = find(pattern);
        if (parameter != null) {
          found.put(pattern, parameter.text());
        }
        continue;
      }
      Glob glob = new Glob(pattern.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1));
      byName.forEach(
          (name, parameter) -> {
            if (glob.matches(name.getBytes(StandardCharsets.ISO_8859_1))) {
              found.put(name, parameter.text());
            }
          });
    }
    return found;
  }

  private static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }

  /**
   * Sets all or none.
   *
   * @param pairs names and values in turn
   * @throws RedisException if one of them can't be set
   */
  public void set(List<String> pairs) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      Parameter parameter = find(pairs.get(i));
      if (parameter == null) {
        throw Errors.of(
            "ERR Unknown option or number of arguments for CONFIG SET - '" + pairs.get(i) + "'");
      }
      if (parameter.use() == Parameter.Use.IMMUTABLE
          || parameter.use() == Parameter.Use.PROTECTED) {
        setting(parameter, pairs.get(i), pairs.get(i + 1)); // which says why not
      }
      if (!seen.add(pairs.get(i).toLowerCase(Locale.ROOT))) {
        throw failed(pairs.get(i), "duplicate parameter");
      }
    }
    List<Runnable> all = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      Parameter parameter = find(pairs.get(i));
      if (parameter != null) {
        all.add(setting(parameter, pairs.get(i), pairs.get(i + 1)));
      }
    }
    all.forEach(Runnable::run);
  }

  private static Runnable setting(Parameter parameter, String name, String value) {
    try {
      return parameter.setting(value);
    } catch (RedisException e) {
      throw failed(name, e.text());
    }
  }

  private static RedisException failed(String name, String why) {
    return Errors.of(
        "ERR CONFIG SET failed (possibly related to argument '" + name + "') - " + why);
  }
}

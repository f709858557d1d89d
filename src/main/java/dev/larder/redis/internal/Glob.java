package dev.larder.redis.internal;

import dev.larder.internal.channel.GlobPattern;
import java.nio.charset.StandardCharsets;

/** A pattern of bytes, as KEYS and MATCH take it. In O(length of pattern * length of name). */
public final class Glob {
  private final GlobPattern pattern;
  private final boolean matchesAll;
  private final boolean matchesEmpty;

  /** Reads a pattern; any bytes are one. */
  public Glob(byte[] pattern) {
    this.pattern = GlobPattern.of(bytesAsText(pattern));
    this.matchesAll = pattern.length == 1 && pattern[0] == '*';
    this.matchesEmpty = pattern.length == 0;
  }

  /** Whether the whole of a name matches. The empty name matches only itself, and a lone star. */
  public boolean matches(byte[] name) {
    if (matchesAll) {
      return true;
    }
    return name.length == 0 ? matchesEmpty : pattern.matches(bytesAsText(name));
  }

  /** A code point for each byte. */
  private static String bytesAsText(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}

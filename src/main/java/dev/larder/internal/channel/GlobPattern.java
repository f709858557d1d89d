package dev.larder.internal.channel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A glob pattern with the meaning that Redis gives it (its {@code stringmatchlen}, case kept), over
 * code points instead of bytes.
 *
 * <p>{@code *} is any sequence, {@code ?} one code point, {@code [abx-z]} one of a set, {@code
 * [^...]} one outside of it, and a backslash takes the next code point literally, inside sets too.
 * The corner cases are Redis's: a set that isn't closed ends with the pattern; {@code [a-]} is the
 * range from {@code a} to {@code ]}; a range may be written backwards; {@code []} matches nothing
 * and {@code [^]} anything; a backslash at the end stands for itself. Only {@code *} on the empty
 * string matches here, where newer versions of Redis say no.
 *
 * <p>Matching goes back to the last {@code *} only, which is enough, since an earlier one could
 * only skip more: no recursion, at most O(length of pattern * length of text) steps.
 */
public final class GlobPattern {
  /** Any sequence of code points. */
  private static final Token STAR = new Token(new int[0], false);

  private final String text;
  private final Token[] tokens;
  private final String literalPrefix;

  private GlobPattern(String text, Token[] tokens) {
    this.text = text;
    this.tokens = tokens;
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < tokens.length && tokens[i].isLiteral(); i++) {
      prefix.appendCodePoint(tokens[i].bounds[0]);
    }
    this.literalPrefix = prefix.toString();
  }

  /**
   * Reads a pattern; every string is one.
   *
   * @param pattern the pattern's text
   */
  public static GlobPattern of(String pattern) {
    int[] points = pattern.codePoints().toArray();
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < points.length) {
      int point = points[at++];
      switch (point) {
        case '*' -> {
          if (tokens.isEmpty() || !tokens.get(tokens.size() - 1).isStar()) {
            tokens.add(STAR);
          }
        }
        case '?' -> tokens.add(new Token(new int[0], true));
        case '[' -> at = readSet(points, at, tokens);
        default -> {
          int literal = point == '\\' && at < points.length ? points[at++] : point;
          tokens.add(new Token(new int[] {literal, literal}, false));
        }
      }
    }
    return new GlobPattern(pattern, tokens.toArray(new Token[0]));
  }

  /** Reads a set from behind its bracket on; returns where the pattern goes on after it. */
  private static int readSet(int[] points, int start, List<Token> tokens) {
    int at = start;
    boolean negated = at < points.length && points[at] == '^';
    if (negated) {
      at++;
    }
    int[] bounds = new int[8];
    int size = 0;
    while (at < points.length && points[at] != ']') {
      int left = points.length - at;
      int low = points[at];
      int high = low;
      if (low == '\\' && left >= 2) {
        low = points[at + 1];
        high = low;
        at += 2;
      } else if (left >= 3 && points[at + 1] == '-') {
        high = points[at + 2];
        at += 3;
      } else {
        at++;
      }
      if (size == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * size);
      }
      bounds[size++] = Math.min(low, high);
      bounds[size++] = Math.max(low, high);
    }
    tokens.add(new Token(Arrays.copyOf(bounds, size), negated));
    return at + 1;
  }

  /**
   * Whether the whole of a text matches.
   *
   * @param candidate the text
   */
  public boolean matches(String candidate) {
    int length = candidate.length();
    int at = 0;
    int token = 0;
    int starToken = -1;
    int starAt = 0;
    while (at < length) {
      int point = candidate.codePointAt(at);
      if (token < tokens.length && tokens[token].isStar()) {
        starToken = token++;
        starAt = at;
      } else if (token < tokens.length && tokens[token].accepts(point)) {
        token++;
        at += Character.charCount(point);
      } else if (starToken >= 0) {
        starAt += Character.charCount(candidate.codePointAt(starAt));
        at = starAt;
        token = starToken + 1;
      } else {
        return false;
      }
    }
    while (token < tokens.length && tokens[token].isStar()) {
      token++;
    }
    return token == tokens.length;
  }

  /** What every match begins with; empty when the pattern begins with a choice. */
  public String literalPrefix() {
    return literalPrefix;
  }

  /** The pattern's text. */
  @Override
  public String toString() {
    return text;
  }

  /** One code point of a set, or outside of it. */
  private static final class Token {
    /** Pairs of the least and greatest code point of each range. */
    private final int[] bounds;

    private final boolean negated;

    Token(int[] bounds, boolean negated) {
      this.bounds = bounds;
      this.negated = negated;
    }

    boolean isStar() {
      return this == STAR;
    }

    boolean isLiteral() {
      return !negated && bounds.length == 2 && bounds[0] == bounds[1];
    }

    boolean accepts(int point) {
      for (int i = 0; i < bounds.length; i += 2) {
        if (point >= bounds[i] && point <= bounds[i + 1]) {
          return !negated;
        }
      }
      return negated;
    }
  }
}

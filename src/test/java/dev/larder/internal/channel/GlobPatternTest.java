package dev.larder.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobPatternTest {
  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "orders,orders,true",
        "orders,Orders,false",
        "orders,orders.eu,false",
        "orders.*,orders.eu,true",
        "orders.*,orders.,true",
        "orders.*,orders,false",
        "*,\"\",true",
        "*,anything,true",
        "**,anything,true",
        "a**c,abbc,true",
        "a*b*c,a1b2b3c,true",
        "a*b*c,a1b2b3,false",
        "?,a,true",
        "?,\"\",false",
        "?,ab,false",
        "a?c,abc,true",
        "[abc],b,true",
        "[abc],d,false",
        "[^abc],d,true",
        "[^abc],a,false",
        "[a-c]x,bx,true",
        "[c-a]x,bx,true",
        "[a-c]x,dx,false",
        "[ab,b,true",
        "[ab,ab,false",
        "[a-,a,true",
        "[a-,-,true",
        "[a-,b,false",
        "[a-],],true",
        "[a-],`,true",
        "[a-],-,false",
        "[],a,false",
        "[,a,false",
        "[^,a,true",
        "[^],a,true",
        "[^],\"\",false",
        "[\\]],],true",
        "[\\a-c],a,true",
        "[\\a-c],-,true",
        "[\\a-c],b,false",
        "[a^],^,true",
        "\\*,*,true",
        "\\*,a,false",
        "a\\,a\\,true",
        "a\\,a,false",
        "[\\,\\,true",
        "\"\",\"\",true",
        "\"\",a,false",
      })
  void cornerCasesAreAsInRedis(String pattern, String text, boolean matches) {
    assertEquals(matches, GlobPattern.of(pattern).matches(text));
  }

  @Test
  void oneCodePointIsOneCharacter() {
    assertTrue(GlobPattern.of("?").matches("\uD83D\uDE00"));
    assertTrue(GlobPattern.of("[\uD83D\uDE00-\uD83D\uDE02]x*").matches("\uD83D\uDE01xy"));
    assertFalse(GlobPattern.of("??").matches("\uD83D\uDE00"));
    assertTrue(GlobPattern.of("*\uD83D\uDE00").matches("a\uD83D\uDE00\uD83D\uDE00"));
  }

  @Test
  void literalPrefixIsWhatEveryMatchBeginsWith() {
    assertEquals("orders.", GlobPattern.of("orders.*").literalPrefix());
    assertEquals("a*b", GlobPattern.of("a\\*b[x]?").literalPrefix().substring(0, 3));
    assertEquals("", GlobPattern.of("*a").literalPrefix());
    assertEquals("a", GlobPattern.of("a[^b]c").literalPrefix());
  }

  @Test
  void hostilePatternsEndSoon() {
    String stars = "a*".repeat(1000) + "b";
    assertFalse(GlobPattern.of(stars).matches("a".repeat(10_000)));
    assertTrue(GlobPattern.of("*".repeat(1_000_000)).matches("a"));
    assertFalse(GlobPattern.of("[".repeat(1_000_000)).matches("a"));
    assertTrue(GlobPattern.of("[a]".repeat(300_000)).matches("a".repeat(300_000)));
    assertTrue(GlobPattern.of("[" + "b-c".repeat(300_000) + "a]").matches("a"));
    assertFalse(GlobPattern.of("?*".repeat(10_000)).matches("a".repeat(5_000)));
  }

  @Test
  void agreesWithARecursiveModel() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 300_000; i++) {
      String pattern = randomText(random, "ab*?[]^-\\c", 8);
      String text = randomText(random, "ab]^-\\c", 6);
      boolean expected = model(pattern, 0, text, 0);
      assertEquals(
          expected,
          GlobPattern.of(pattern).matches(text),
          () -> "seed " + seed + ": pattern '" + pattern + "', text '" + text + "'");
    }
  }

  private static String randomText(Random random, String alphabet, int maxLength) {
    int length = random.nextInt(maxLength + 1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** Straight from the description, with recursion at each star; sets are read as they are met. */
  private static boolean model(String pattern, int p, String text, int t) {
    if (p == pattern.length()) {
      return t == text.length();
    }
    char first = pattern.charAt(p);
    if (first == '*') {
      return model(pattern, p + 1, text, t)
          || (t < text.length() && model(pattern, p, text, t + 1));
    }
    if (t == text.length()) {
      return false;
    }
    char c = text.charAt(t);
    if (first == '?') {
      return model(pattern, p + 1, text, t + 1);
    }
    if (first == '\\' && p + 1 < pattern.length()) {
      return pattern.charAt(p + 1) == c && model(pattern, p + 2, text, t + 1);
    }
    if (first != '[') {
      return first == c && model(pattern, p + 1, text, t + 1);
    }
    int at = p + 1;
    boolean negated = at < pattern.length() && pattern.charAt(at) == '^';
    if (negated) {
      at++;
    }
    boolean in = false;
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      String rest = pattern.substring(at);
      if (rest.startsWith("\\") && rest.length() >= 2) {
        in |= rest.charAt(1) == c;
        at += 2;
      } else if (rest.length() >= 3 && rest.charAt(1) == '-') {
        char x = rest.charAt(0);
        char y = rest.charAt(2);
        in |= (x <= c && c <= y) || (y <= c && c <= x);
        at += 3;
      } else {
        in |= rest.charAt(0) == c;
        at++;
      }
    }
    return in != negated && model(pattern, Math.min(at + 1, pattern.length()), text, t + 1);
  }
}

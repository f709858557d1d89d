package dev.larder.redis.differential;

import java.util.List;

/** The arguments that hurt. */
final class Pools {
  /** Keys under which any type may be found. */
  static final List<String> SHARED_KEYS =
      List.of("x", "y", "", "{tag}a", "{tag}b", "a\0b\r\nc\u00ff", "weight_1", "*", "Ab[c]");

  static final List<String> WORDS =
      List.of("a", "b", "c", "d", "aa", "ab", "abc", "foo", "bar", "ohmytext", "mynewtext", "A");

  static final List<String> BYTES =
      List.of("", "\0", "\r\n", "a\0b", "\u00ff\u00fe", "\u0080", " ", "\"q\"", "+1", "-0", "007");

  static final List<Integer> LENGTHS = List.of(0, 1, 20, 39, 43, 44, 45, 63, 64, 65, 128, 600);

  static final List<String> INTEGERS =
      List.of(
          "9223372036854775807",
          "9223372036854775806",
          "-9223372036854775808",
          "-9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "18446744073709551615",
          "4294967296",
          "2147483647",
          "-2147483649",
          "9999",
          "10000",
          " 1",
          "1 ",
          "+1",
          "-0",
          "01",
          "1.0",
          "0x10",
          "1e3",
          "");

  static final List<String> FLOATS =
      List.of(
          "3.0",
          "0.1",
          "-1.5",
          "1e21",
          "1e-7",
          "5e-324",
          "1.7976931348623157e308",
          "-1e17",
          "3.141592653589793",
          "100000000000000000000",
          "inf",
          "-inf",
          "+Inf",
          "infinity",
          "nan",
          "-0",
          "-0.0",
          "1e400",
          "-1e400",
          "1e5000",
          "0x1p3",
          " 1.5",
          "1.5 ",
          "1,5",
          ".5",
          "5.",
          "1e",
          "");

  static final List<String> INDEXES =
      List.of(
          "100",
          "-100",
          "2147483647",
          "-2147483648",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "-0",
          "1.5",
          "");

  static final List<String> COUNTS =
      List.of("-1", "-2", "-5", "10", "100", "9223372036854775807", "9223372036854775808", "x", "");

  static final List<String> SCORES =
      List.of("0", "1", "1", "2", "2.5", "3", "-1", "10", "inf", "-inf", "1e3");

  static final List<String> PATTERNS =
      List.of(
          "*", "?", "f*", "*1", "[a-c]", "[^a]*", "[abc", "\\*", "a\\", "", "**a**", "s*[0-2]",
          "[z-a]?", "*\0*", "[\\]]", "h?llo", "*b*", "[", "[^", "[a-");

  /** None of these is a small positive number: as a deadline it would fall due in a test. */
  static final List<String> GARBAGE =
      List.of(
          "",
          "garbage",
          "-1",
          "0",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "1.5",
          "nan",
          "-inf",
          "NX",
          "WITHSCORES",
          "COUNT",
          "(",
          "\0\r\n\u00ff",
          "*");

  private Pools() {}
}

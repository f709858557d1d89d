package dev.larder.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON (RFC 8259) into maps, lists, strings, doubles, booleans and null. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static Object read(String text) {
    Json json = new Json(text);
    Object result = json.value();
    json.blanks();
    if (json.at < text.length()) {
      throw json.unexpected();
    }
    return result;
  }

  private Object value() {
    blanks();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> result = new LinkedHashMap<>();
    expect('{');
    while (!closes('}', result.isEmpty())) {
      blanks();
      String key = string();
      blanks();
      expect(':');
      result.put(key, value());
    }
    return result;
  }

  private List<Object> array() {
    List<Object> result = new ArrayList<>();
    expect('[');
    while (!closes(']', result.isEmpty())) {
      result.add(value());
    }
    return result;
  }

  /** Whether the bracket closes here; otherwise takes the comma before all but the first. */
  private boolean closes(char bracket, boolean first) {
    blanks();
    if (peek() == bracket) {
      at++;
      return true;
    }
    if (!first) {
      expect(',');
    }
    return false;
  }

  private String string() {
    StringBuilder result = new StringBuilder();
    expect('"');
    for (char c = next(); c != '"'; c = next()) {
      result.append(c == '\\' ? escaped(next()) : c);
    }
    return result.toString();
  }

  private char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> (char) Integer.parseInt(text.substring(at, at += 4), 16);
      default -> c;
    };
  }

  private Double number() {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == from) {
      throw unexpected();
    }
    return Double.valueOf(text.substring(from, at));
  }

  private Object word(String word, Object meaning) {
    if (!text.startsWith(word, at)) {
      throw unexpected();
    }
    at += word.length();
    return meaning;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw unexpected();
    }
    return text.charAt(at);
  }

  private char next() {
    char result = peek();
    at++;
    return result;
  }

  private void expect(char c) {
    if (next() != c) {
      at--;
      throw unexpected();
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("not JSON at character " + at);
  }
}

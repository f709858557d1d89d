package dev.larder.redis.differential;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads RESP2 and RESP3, strictly; a request is read as the array that it is. */
final class RespReader {
  private final DataInputStream in;

  RespReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  Value read() throws IOException {
    char mark = (char) in.readUnsignedByte();
    String line = line();
    return switch (mark) {
      case '+' -> new Value.Simple(line);
      case '-' -> new Value.Error(line);
      case ':' -> new Value.Int(Long.parseLong(line));
      case '$' -> line.equals("-1") ? new Value.Null('$') : new Value.Bulk(bytes(line));
      case '*' -> line.equals("-1") ? new Value.Null('*') : new Value.Array(values(line, 1));
      case '_' -> new Value.Null('_');
      case '#' -> bool(line);
      case ',' -> new Value.DoubleValue(line);
      case '(' -> new Value.BigNumber(line);
      case '!' -> new Value.Error(Bytes.text(bytes(line)));
      case '=' -> verbatim(Bytes.text(bytes(line)));
      case '%' -> new Value.MapValue(values(line, 2));
      case '~' -> new Value.SetValue(values(line, 1));
      case '>' -> new Value.Push(values(line, 1));
      default -> throw new IOException("no RESP: " + Bytes.quote(Bytes.of(mark + line)));
    };
  }

  private static Value bool(String line) throws IOException {
    if (line.equals("t") || line.equals("f")) {
      return new Value.Bool(line.equals("t"));
    }
    throw new IOException("no boolean: " + line);
  }

  private static Value verbatim(String text) throws IOException {
    if (text.length() < 4 || text.charAt(3) != ':') {
      throw new IOException("no format in a verbatim string: " + text);
    }
    return new Value.Verbatim(text.substring(0, 3), text.substring(4));
  }

  private List<Value> values(String count, int each) throws IOException {
    int size = Integer.parseInt(count) * each;
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(read());
    }
    return List.copyOf(values);
  }

  private byte[] bytes(String length) throws IOException {
    byte[] bytes = in.readNBytes(Integer.parseInt(length));
    if (bytes.length < Integer.parseInt(length)) {
      throw new EOFException("in a string of " + length + " bytes");
    }
    String end = line();
    if (!end.isEmpty()) {
      throw new IOException("a string is longer than its " + length + " bytes");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\r'; c = in.readUnsignedByte()) {
      line.append((char) c);
    }
    if (in.readUnsignedByte() != '\n') {
      throw new IOException("CR without LF after " + line);
    }
    return line.toString();
  }
}

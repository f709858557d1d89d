package dev.larder.redis.internal.wire;

import dev.larder.redis.internal.Numbers;
import dev.larder.redis.internal.Reply;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes replies into a buffer, in the protocol that the client speaks. For one thread. */
final class RespWriter implements Reply {
  private final byte[] line = new byte[23];
  private ByteBuf out;
  private boolean resp3;

  RespWriter(ByteBuf out) {
    this.out = out;
  }

  void to(ByteBuf next) {
    out = next;
  }

  void protocol(int version) {
    resp3 = version == 3;
  }

  @Override
  public boolean isResp3() {
    return resp3;
  }

  @Override
  public int mark() {
    return out.writerIndex();
  }

  @Override
  public void rewind(int mark) {
    out.writerIndex(mark);
  }

  private void crlf() {
    out.writeShort('\r' << 8 | '\n');
  }

  /** A line of a type and a number, written at once: each write looks at the buffer's bounds. */
  private void header(char type, long value) {
    if (value >= 0 && value < 10) {
      out.writeInt(type << 24 | ('0' + (int) value) << 16 | '\r' << 8 | '\n');
      return;
    }
    int at = line.length;
    line[--at] = '\n';
    line[--at] = '\r';
    long rest = value;
    do {
      line[--at] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    } while (rest != 0);
    if (value < 0) {
      line[--at] = '-';
    }
    line[--at] = (byte) type;
    out.writeBytes(line, at, line.length - at);
  }

  private void text(String text) {
    // Not writeCharSequence, which took half of the time of a SET.
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void simple(String text) {
    out.writeByte('+');
    text(text);
    crlf();
  }

  @Override
  public void error(String text) {
    out.writeByte('-');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.writeByte(c == '\r' || c == '\n' || c == 0 ? ' ' : c);
    }
    crlf();
  }

  @Override
  public void integer(long value) {
    header(':', value);
  }

  @Override
  public void bulk(byte @Nullable [] bytes) {
    if (bytes == null) {
      nullBulk();
      return;
    }
    header('$', bytes.length);
    out.writeBytes(bytes);
    crlf();
  }

  @Override
  public void bulk(String text) {
    bulk(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void nullBulk() {
    text(resp3 ? "_\r\n" : "$-1\r\n");
  }

  @Override
  public void nullArray() {
    text(resp3 ? "_\r\n" : "*-1\r\n");
  }

  @Override
  public void array(int size) {
    header('*', size);
  }

  @Override
  public void map(int size) {
    header(resp3 ? '%' : '*', resp3 ? size : 2L * size);
  }

  @Override
  public void set(int size) {
    header(resp3 ? '~' : '*', size);
  }

  @Override
  public void push(int size) {
    header(resp3 ? '>' : '*', size);
  }

  @Override
  public void doubleValue(double value) {
    doubleText(Numbers.text(value));
  }

  @Override
  public void doubleText(String text) {
    if (resp3) {
      out.writeByte(',');
      text(text);
      crlf();
    } else {
      bulk(text);
    }
  }

  @Override
  public void bool(boolean value) {
    if (resp3) {
      text(value ? "#t\r\n" : "#f\r\n");
    } else {
      integer(value ? 1 : 0);
    }
  }

  @Override
  public void bigNumber(String value) {
    if (resp3) {
      out.writeByte('(');
      text(value);
      crlf();
    } else {
      bulk(value);
    }
  }

  @Override
  public void verbatim(String format, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!resp3) {
      bulk(bytes);
      return;
    }
    header('=', bytes.length + 4L);
    text(format);
    out.writeByte(':');
    out.writeBytes(bytes);
    crlf();
  }
}

package dev.larder.redis.differential;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes requests, and replies as {@link RespReader} reads them; never flushes. */
final class RespWriter {
  private static final byte[] END = {'\r', '\n'};

  private final OutputStream out;

  RespWriter(OutputStream out) {
    this.out = out;
  }

  void request(List<byte[]> args) throws IOException {
    line('*', Integer.toString(args.size()));
    for (byte[] arg : args) {
      bulk('$', arg);
    }
  }

  void reply(Value value) throws IOException {
    if (value instanceof Value.Simple simple) {
      line('+', simple.text());
    } else if (value instanceof Value.Error error) {
      line('-', error.text());
    } else if (value instanceof Value.Int number) {
      line(':', Long.toString(number.number()));
    } else if (value instanceof Value.Bulk bulk) {
      bulk('$', bulk.bytes());
    } else if (value instanceof Value.Null none) {
      line(none.mark(), none.mark() == '_' ? "" : "-1");
    } else if (value instanceof Value.Bool bool) {
      line('#', bool.value() ? "t" : "f");
    } else if (value instanceof Value.DoubleValue number) {
      line(',', number.text());
    } else if (value instanceof Value.BigNumber number) {
      line('(', number.text());
    } else if (value instanceof Value.Verbatim verbatim) {
      bulk('=', Bytes.of(verbatim.format() + ":" + verbatim.text()));
    } else if (value instanceof Value.Closed closed) {
      throw new IOException(closed.why());
    } else {
      aggregate(value);
    }
  }

  private void aggregate(Value value) throws IOException {
    int size = value.children().size();
    if (value instanceof Value.MapValue) {
      line('%', Integer.toString(size / 2));
    } else if (value instanceof Value.SetValue) {
      line('~', Integer.toString(size));
    } else {
      line(value instanceof Value.Push ? '>' : '*', Integer.toString(size));
    }
    for (Value child : value.children()) {
      reply(child);
    }
  }

  private void line(char mark, String text) throws IOException {
    out.write(mark);
    out.write(Bytes.of(text));
    out.write(END);
  }

  private void bulk(char mark, byte[] bytes) throws IOException {
    line(mark, Integer.toString(bytes.length));
    out.write(bytes);
    out.write(END);
  }
}

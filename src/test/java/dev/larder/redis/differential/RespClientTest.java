package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RespClientTest {
  /** One of each, as a server would send it. */
  private static final String ALL =
      "*2\r\n$4\r\na\r\nb\r\n*-1\r\n+OK\r\n-ERR no\r\n:-7\r\n$-1\r\n_\r\n#t\r\n,1.5\r\n(123\r\n"
          + "=5\r\ntxt:a\r\n%1\r\n+k\r\n~1\r\n:1\r\n>1\r\n+p\r\n$0\r\n\r\n";

  @Test
  void readsAndWritesEveryType() throws IOException {
    RespReader reader = new RespReader(new ByteArrayInputStream(Bytes.of(ALL)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RespWriter writer = new RespWriter(out);
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < 13; i++) {
      Value value = reader.read();
      writer.reply(value);
      shown.append(value).append(' ');
    }
    assertEquals(ALL, Bytes.text(out.toByteArray()));
    assertEquals(
        "[\"a\\r\\nb\", (nil *)] +OK (error) ERR no (integer) -7 (nil $) (nil _) (true)"
            + " (double) 1.5 (big number) 123 (txt) a map{+k, set{(integer) 1}} push[+p] \"\" ",
        shown.toString());
  }

  @Test
  void speaksBothProtocolsWithTheReference() throws IOException {
    RealRedis.assumeInstalled();
    try (RealRedis redis = RealRedis.start();
        RespClient two = RespClient.open(redis.address(), 2);
        RespClient three = RespClient.open(redis.address(), 3)) {
      assertEquals(new Value.Int(1), two.call("HSET", "h", "f", "v"));
      Value field = new Value.Bulk(Bytes.of("f"));
      Value value = new Value.Bulk(Bytes.of("v"));
      assertEquals(new Value.Array(List.of(field, value)), two.call("HGETALL", "h"));
      assertEquals(new Value.MapValue(List.of(field, value)), three.call("HGETALL", "h"));
      three.call("CLIENT", "TRACKING", "ON", "BCAST");
      two.call("SET", "k", "1");
      assertEquals(new Value.Bulk(Bytes.of("1")), three.call("GET", "k"));
      assertEquals(1, three.pushes().size());
    }
  }
}

package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.redis.RedisEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;

/** Opens a store and its endpoint, and asks for a PONG, in a JVM that has done so before. */
public final class WarmStart {
  private static final int BEFORE = 300;
  private static final int COUNTED = 200;

  private WarmStart() {}

  /** Prints the median and the spread. */
  public static void main(String[] args) throws IOException {
    long[] nanos = new long[COUNTED];
    for (int i = -BEFORE; i < COUNTED; i++) {
      long taken = start();
      if (i >= 0) {
        nanos[i] = taken;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%-28s %5.2f ms (%.2f to %.2f)%n",
        "in a warm JVM", nanos[COUNTED / 2] / 1e6, nanos[0] / 1e6, nanos[COUNTED - 1] / 1e6);
  }

  private static long start() throws IOException {
    long begin = System.nanoTime();
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
      socket.getOutputStream().write("PING\r\n".getBytes());
      byte[] reply = socket.getInputStream().readNBytes(7);
      if (reply[0] != '+') {
        throw new IOException("no PONG but " + new String(reply));
      }
      return System.nanoTime() - begin;
    }
  }
}

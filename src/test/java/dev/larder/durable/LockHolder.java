package dev.larder.durable;

import dev.larder.Larder;
import java.io.IOException;
import java.nio.file.Path;

/** Holds the store of a directory until its input ends. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (Larder larder = Larder.open(Path.of(arguments[0]))) {
      larder.counter("c").increment();
      System.out.println("open");
      while (System.in.read() >= 0) {
        // on to the end
      }
    }
  }
}

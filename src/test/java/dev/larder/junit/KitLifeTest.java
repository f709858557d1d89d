package dev.larder.junit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.LarderClosedException;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Kits begin and end, and leave nothing. */
class KitLifeTest {
  @Test
  void aThousandKitsLeaveNothing() throws Exception {
    use(); // what is made once
    long sockets = sockets();
    long buffers = buffers();
    List<String> threads = threads(); // tests before this one may hold the shared one
    try (LarderKit held = LarderKit.start()) { // as a run of tests holds the shared thread
      for (int i = 0; i < 900; i++) {
        use();
      }
      assertEquals(List.of(), held.redis().leaks());
    }
    for (int i = 0; i < 100; i++) {
      use();
    }
    await()
        .untilAsserted(
            () ->
                assertEquals(
                    List.of(),
                    threads().stream().filter(each -> !threads.contains(each)).toList()));
    await().untilAsserted(() -> assertTrue(sockets() <= sockets, "sockets are left"));
    assertTrue(buffers() <= buffers + (8 << 20), () -> buffers + " bytes grew to " + buffers());
  }

  /** Opens and closes a kit with a client that stays connected until the end. */
  private static void use() throws IOException {
    LarderKit kit = LarderKit.start();
    try (kit;
        Socket socket = new Socket("127.0.0.1", kit.redis().port())) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      assertEquals('+', socket.getInputStream().read());
    }
    kit.close();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("larder-") || name.startsWith("globalEvent"))
        .toList();
  }

  private static List<String> kitThreads() {
    return threads().stream()
        .filter(name -> name.startsWith("larder-kit"))
        .map(name -> name.replaceAll("-[0-9-]+$", ""))
        .toList();
  }

  /** Open sockets and selectors of this process, where that can be asked; else 0. */
  private static long sockets() throws IOException {
    Path all = Path.of("/proc/self/fd");
    if (!Files.isDirectory(all)) {
      return 0;
    }
    long count = 0;
    try (Stream<Path> files = Files.list(all)) {
      for (Path file : files.toList()) {
        try {
          String target = Files.readSymbolicLink(file).toString();
          count += target.startsWith("socket:") || target.startsWith("anon_inode:") ? 1 : 0;
        } catch (IOException e) {
          continue; // it was closed in between
        }
      }
    }
    return count;
  }

  /** Bytes that Netty's allocator holds. */
  private static long buffers() {
    var metric = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
    return metric.usedDirectMemory() + metric.usedHeapMemory();
  }

  @Test
  void kitsSideBySideShareAThread() {
    LarderKit held = LarderKit.start();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(
          CompletableFuture.runAsync(
              () -> {
                for (int round = 0; round < 20; round++) {
                  try (LarderKit kit = LarderKit.start()) {
                    kit.redis().load("SET a 1");
                    kit.redis().keyspace().assertIs("SET a 1");
                    assertEquals(List.of("larder-kit"), kitThreads());
                  }
                }
              }));
    }
    all.forEach(CompletableFuture::join);
    held.close();
  }

  @Test
  void aClosedKitIsClosed() {
    LarderKit kit = LarderKit.start();
    kit.close();
    assertThrows(LarderClosedException.class, () -> kit.larder().counter("n").increment());
  }
}

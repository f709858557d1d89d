package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.redis.RedisEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SAVE and its like take snapshots of a store that is on the disk, and else say so. */
class SavingTest {
  private static Set<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static boolean isCalm(RespClient client) throws IOException {
    String info = client.call("INFO", "persistence").toString();
    return info.contains("rdb_bgsave_in_progress:0") && info.contains("rewrite_in_progress:0");
  }

  @Test
  void snapshotsAreTaken(@TempDir Path directory) throws IOException {
    try (Larder larder = Larder.open(directory);
        RedisEndpoint redis = larder.redis(0);
        RespClient client =
            new RespClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), redis.port()))) {
      client.call("SET", "k", "v");
      Set<String> before = files(directory);
      assertEquals("+Background saving started", client.call("BGSAVE").toString());
      Awaitility.await().until(() -> isCalm(client));
      Set<String> after = files(directory);
      assertTrue(!after.equals(before), before::toString);
      String info = client.call("INFO", "persistence").toString();
      assertTrue(info.contains("rdb_last_bgsave_status:ok"), info);
      assertTrue(info.contains("rdb_saves:1"), info);
      client.call("SET", "k", "w");
      assertEquals(
          "+Background append only file rewriting started", client.call("BGREWRITEAOF").toString());
      Awaitility.await().until(() -> isCalm(client) && !files(directory).equals(after));
      client.call("MULTI");
      client.call("BGSAVE");
      client.call("BGREWRITEAOF");
      assertTrue(client.call("EXEC").toString().contains("Background saving scheduled"));
      Awaitility.await().until(() -> isCalm(client));
      assertEquals("+OK", client.call("SAVE").toString());
    }
  }

  @Test
  void inMemoryThereIsNothingToSaveTo() throws IOException {
    try (Ours ours = Ours.start();
        RespClient client = new RespClient(ours.address())) {
      for (String command : new String[] {"SAVE", "BGSAVE", "BGREWRITEAOF"}) {
        String answer = client.call(command).toString();
        assertTrue(answer.startsWith("(error) ERR the store is in memory only"), answer);
      }
      assertTrue(client.call("INFO", "persistence").toString().contains("aof_enabled:0"));
    }
  }
}

package dev.larder.internal.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FaultyDiskTest {
  private final RecordingDisk recording = new RecordingDisk();
  private final FaultyDisk disk = new FaultyDisk(recording);

  /** Each call of both interfaces, once. */
  private static void script(Disk disk) throws IOException {
    disk.lock("LOCK").close();
    DiskFile file = disk.create("a");
    file.write(bytes("abcd"), 0);
    file.force();
    file.truncate(3);
    file.size();
    file.read(ByteBuffer.allocate(2), 0);
    file.close();
    disk.open("a");
    disk.read("a");
    disk.rename("a", "b");
    disk.syncDirectory();
    disk.delete("b");
    disk.list();
  }

  @Test
  void itCountsEachCall() throws IOException {
    script(disk);
    assertEquals(
        List.of(
            "lock LOCK",
            "create a",
            "write to a",
            "force a",
            "truncate a",
            "size of a",
            "read of a",
            "close a",
            "open a",
            "read a",
            "rename a to b",
            "sync directory",
            "delete b",
            "list"),
        IntStream.rangeClosed(1, disk.calls()).mapToObj(disk::call).toList());
    assertEquals(1, disk.writes());
  }

  @Test
  void eachCallFailsAsItIsTold() throws IOException {
    script(disk);
    for (int n = 1; n <= disk.calls(); n++) {
      FaultyDisk faulty = new FaultyDisk(new RecordingDisk());
      faulty.failCall(n, FaultyDisk::inputOutputError);
      IOException thrown = assertThrows(IOException.class, () -> script(faulty));
      assertEquals("Input/output error", thrown.getMessage());
      assertEquals(n, faulty.calls());
      faulty.list();
    }
  }

  @Test
  void allCallsFailFromOneOnUntilItHeals() throws IOException {
    DiskFile file = disk.create("a");
    disk.failFrom(2, FaultyDisk::noSpaceLeft);
    assertThrows(IOException.class, () -> file.write(bytes("abcd"), 0));
    assertThrows(IOException.class, file::force);
    assertThrows(IOException.class, disk::list);
    disk.heal();
    assertEquals(List.of("a"), disk.list());
    assertEquals(0, file.size());
  }

  @Test
  void aWriteIsShort() throws IOException {
    DiskFile file = disk.create("a");
    ByteBuffer source = bytes("abcd");
    disk.shortenWrite(2, FaultyDisk.Short.HALF);
    assertEquals(1, file.write(bytes("-"), 0));
    assertEquals(2, file.write(source, 1));
    assertEquals(2, source.remaining());
    disk.shortenWrite(3, FaultyDisk.Short.NOTHING);
    assertEquals(0, file.write(source, 3));
    assertEquals(2, file.write(source, 3));
    assertEquals("-abcd", new String(recording.files().get("a"), ISO_8859_1));
  }

  @Test
  void whatAFailedForceLostNoLaterOneBringsBack() throws IOException {
    DiskFile file = disk.create("a");
    disk.syncDirectory();
    file.write(bytes("12"), 0);
    disk.failCall(disk.calls() + 1, FaultyDisk::inputOutputError);
    assertThrows(IOException.class, file::force);
    file.write(bytes("34"), 2);
    file.force();
    ByteBuffer target = ByteBuffer.allocate(4);
    assertEquals(4, file.read(target, 0));
    assertEquals("1234", new String(target.array(), ISO_8859_1), "still to be read");
    assertTrue(crashes().contains("\0\00034"));
  }

  @Test
  void aDirectoryForgetsToo() throws IOException {
    disk.create("a").force();
    disk.failCall(disk.calls() + 1, FaultyDisk::inputOutputError);
    assertThrows(IOException.class, disk::syncDirectory);
    disk.syncDirectory();
    assertTrue(crashes().contains("no file"));
  }

  @Test
  void aFileIsClosedEvenIfThatFails() throws IOException {
    DiskFile file = disk.create("a");
    disk.failCall(2, FaultyDisk::inputOutputError);
    assertThrows(IOException.class, file::close);
    assertThrows(IOException.class, file::size);
  }

  @Test
  @Timeout(30)
  void aSlowForceWaitsUntilItIsReleased() throws Exception {
    SlowDisk slow = new SlowDisk(disk);
    script(slow);
    DiskFile file = slow.create("a");
    SlowDisk.Hold hold = slow.hold();
    assertFalse(hold.hasForce());
    int before = disk.calls();
    CompletableFuture<Void> forced = CompletableFuture.runAsync(() -> force(file));
    hold.awaitForce();
    assertTrue(hold.hasForce());
    assertFalse(forced.isDone());
    assertEquals(before, disk.calls());
    hold.release();
    forced.join();
    assertEquals("force a", disk.call(before + 1));
    file.force();
  }

  @Test
  void aSlowDiskForgetsAsTheOneBehindIt() throws IOException {
    FaultyDisk faulty = new FaultyDisk(new SlowDisk(recording));
    DiskFile file = faulty.create("a");
    faulty.syncDirectory();
    file.write(bytes("12"), 0);
    faulty.failCall(faulty.calls() + 1, FaultyDisk::inputOutputError);
    assertThrows(IOException.class, file::force);
    file.force();
    assertTrue(crashes().contains("\0\0"));
  }

  private static void force(DiskFile file) {
    try {
      file.force();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Set<String> crashes() {
    return CrashStates.of(recording)
        .all(recording.position(), 20)
        .map(state -> state.reboot().files().get("a"))
        .map(content -> content == null ? "no file" : new String(content, ISO_8859_1))
        .collect(Collectors.toSet());
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}

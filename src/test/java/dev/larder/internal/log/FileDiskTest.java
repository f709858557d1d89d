package dev.larder.internal.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDiskTest {
  @TempDir Path parent;
  private Path directory;
  private Disk disk;

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(parent.resolve("store"));
    disk = new FileDisk(directory);
  }

  @Test
  void aFileIsWrittenReadCutAndForced() throws IOException {
    try (DiskFile file = disk.create("a")) {
      assertEquals(5, file.write(bytes("hello"), 0));
      assertEquals(3, file.write(bytes("LOW"), 2));
      file.force();
      assertEquals(5, file.size());
      assertEquals("eLO", text(file, 1, 3));
      file.truncate(3);
      file.force();
      assertEquals(3, file.size());
      assertEquals(-1, file.read(ByteBuffer.allocate(1), 3));
    }
    assertEquals("heL", Files.readString(directory.resolve("a")));
  }

  @Test
  void createWantsANewNameAndOpenAnOldOne() throws IOException {
    disk.create("a").close();
    assertThrows(FileAlreadyExistsException.class, () -> disk.create("a"));
    assertThrows(NoSuchFileException.class, () -> disk.open("b"));
    assertThrows(NoSuchFileException.class, () -> disk.read("b"));
    assertThrows(NoSuchFileException.class, () -> disk.delete("b"));
    assertThrows(NoSuchFileException.class, () -> disk.rename("b", "a"));
    assertEquals(List.of("a"), disk.list());
  }

  @Test
  void openWritesAndReadDoesNot() throws IOException {
    Files.writeString(directory.resolve("a"), "hello");
    try (DiskFile file = disk.open("a")) {
      file.write(bytes("J"), 0);
    }
    try (DiskFile file = disk.read("a")) {
      assertEquals("Jello", text(file, 0, 5));
      assertThrows(NonWritableChannelException.class, () -> file.write(bytes("x"), 0));
      // Recovery syncs what it has read.
      file.force();
    }
  }

  @Test
  void renameReplacesAndDeleteRemoves() throws IOException {
    Files.writeString(directory.resolve("a"), "new");
    Files.writeString(directory.resolve("b"), "old");
    disk.rename("a", "b");
    disk.syncDirectory();
    assertEquals(List.of("b"), disk.list());
    assertEquals("new", Files.readString(directory.resolve("b")));
    disk.delete("b");
    disk.syncDirectory();
    assertEquals(List.of(), disk.list());
  }

  @Test
  void listsFilesOnly() throws IOException {
    Files.createDirectory(directory.resolve("lost+found"));
    disk.create("a").close();
    disk.create("b").close();
    assertEquals(Set.of("a", "b"), Set.copyOf(disk.list()));
    assertEquals(2, disk.list().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../a", "b/../a", "b/a", "/a"})
  void aNameThatLeadsElsewhereIsRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> disk.create(name));
    assertThrows(IllegalArgumentException.class, () -> disk.lock(name));
  }

  @Test
  void aDirectoryThatIsNotThereIsNamed() {
    Disk nowhere = new FileDisk(parent.resolve("nowhere"));
    assertThrows(NoSuchFileException.class, nowhere::list);
    assertThrows(NoSuchFileException.class, nowhere::syncDirectory);
    assertThrows(NoSuchFileException.class, () -> nowhere.create("a"));
    assertThrows(NoSuchFileException.class, () -> nowhere.lock("LOCK"));
    assertEquals(parent.resolve("nowhere").toString(), nowhere.toString());
  }

  @Test
  void aReadOnlyDirectoryIsReportedAsTheSystemDoes() {
    assertTrue(directory.toFile().setWritable(false));
    assumeFalse(Files.isWritable(directory), "root may write everywhere");
    assertThrows(AccessDeniedException.class, () -> disk.create("a"));
    assertThrows(AccessDeniedException.class, () -> disk.lock("LOCK"));
  }

  @Test
  void oneStoreOfAProcessHasTheLock() throws IOException {
    Closeable first = disk.lock("LOCK");
    assertInUse(disk, directory);
    assertInUse(new FileDisk(directory), directory);
    first.close();
    Closeable second = disk.lock("LOCK");
    // The first one's, again: it must not give away what is now the second one's.
    first.close();
    assertInUse(disk, directory);
    second.close();
  }

  @Test
  void aLinkToTheDirectoryIsTheSameDirectory() throws IOException {
    Path link = Files.createSymbolicLink(parent.resolve("link"), directory);
    Closeable lock = disk.lock("LOCK");
    assertInUse(new FileDisk(link), link);
    lock.close();
    Closeable lockOfLink = new FileDisk(link).lock("LOCK");
    assertInUse(disk, directory);
    lockOfLink.close();
  }

  @Test
  void whoDoesNotGetTheLockLeavesTheDirectoryAsItWas() throws IOException {
    Closeable lock = disk.lock("LOCK");
    String before = describeFiles();
    assertInUse(disk, directory);
    assertEquals(before, describeFiles());
    lock.close();
  }

  /** A refused attempt, too, opens nothing whose closing would give the lock to other processes. */
  @Test
  void anotherProcessDoesNotGetTheLock() throws Exception {
    Closeable lock = disk.lock("LOCK");
    assertInUse(disk, directory);
    assertEquals("another process", lockElsewhere());
    lock.close();
    assertEquals("locked", lockElsewhere());
  }

  @Test
  void aLockHeldByAnotherProcessIsRespected() throws Exception {
    Process holder = start("hold");
    try {
      assertEquals("locked", holder.inputReader().readLine());
      String before = describeFiles();
      assertInUse(disk, directory);
      assertEquals(before, describeFiles());
    } finally {
      holder.destroyForcibly().waitFor();
    }
    disk.lock("LOCK").close();
  }

  private String lockElsewhere() throws Exception {
    Process process = start("try");
    String line = process.inputReader().readLine();
    process.waitFor();
    return line;
  }

  private Process start(String what) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-cp",
            place(FileDisk.class) + File.pathSeparator + place(Locker.class),
            Locker.class.getName(),
            directory.toString(),
            what)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Path place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Locks a directory in a process of its own, and says how it went. */
  static final class Locker {
    public static void main(String[] arguments) throws IOException {
      try {
        Closeable lock = new FileDisk(Path.of(arguments[0])).lock("LOCK");
        System.out.println("locked");
        if (arguments[1].equals("hold")) {
          System.in.read();
        }
        lock.close();
      } catch (DirectoryInUseException e) {
        System.out.println(e.getMessage().replaceAll(".*in use by ", ""));
      }
    }
  }

  private static void assertInUse(Disk disk, Path named) {
    String message =
        assertThrows(DirectoryInUseException.class, () -> disk.lock("LOCK")).getMessage();
    assertTrue(message.contains(named.toString()), message);
  }

  private String describeFiles() throws IOException {
    StringBuilder all = new StringBuilder();
    all.append(Files.getLastModifiedTime(directory));
    for (String name : disk.list()) {
      Path file = directory.resolve(name);
      all.append(' ').append(name).append(' ').append(Files.size(file));
      all.append(' ').append(Files.getLastModifiedTime(file));
    }
    return all.toString();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static String text(DiskFile file, long position, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    assertEquals(length, file.read(target, position));
    return new String(target.array(), UTF_8);
  }
}

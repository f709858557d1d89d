package dev.larder.internal.journal;

import dev.larder.RecoveryReport;
import dev.larder.internal.log.Disk;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;

/** Recovery on the calling thread, for tests that do it a million times. */
public final class Recovering {
  private Recovering() {}

  /**
   * Does to a disk what opening does, but for the lock.
   *
   * @throws dev.larder.LarderStorageException if it is refused
   */
  public static RecoveryReport recover(Disk disk) throws IOException {
    return new Recovery(disk, () -> 0).run(new UUID(0, 0)).report();
  }

  /**
   * Reads a directory as opening does, and says what opening would; but touches nothing.
   *
   * @throws dev.larder.LarderStorageException if it is refused
   */
  public static RecoveryReport check(Disk disk) throws IOException {
    return Objects.requireNonNull(new Recovery(disk, () -> 0).check(), "there is no store");
  }
}

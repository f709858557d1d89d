package dev.larder.internal.cell;

/** A change that has its place in the record, and of which it is not yet known whether it came. */
public interface Pending {
  /** The change has been made. */
  void committed();

  /** The change will not be made. */
  void aborted();

  /**
   * Returns when the change is on the disk, if the store waits for that.
   *
   * @throws dev.larder.LarderStorageException if it is not known to get there
   */
  void awaitDurable();
}

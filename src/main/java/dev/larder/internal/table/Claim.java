package dev.larder.internal.table;

/**
 * A slot that a multi-cell change has taken hold of. Whoever meets it, reader or writer, helps the
 * change to its end and looks again; so nobody waits, and a change is seen whole or not at all.
 */
public abstract class Claim extends Node {
  private static final int HASH = -4;

  /** For the implementation above. */
  protected Claim() {
    super(HASH);
  }

  /** Drives the change to its decision and puts its outcome into every slot that it holds. */
  public abstract void help();
}

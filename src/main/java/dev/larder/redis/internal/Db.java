package dev.larder.redis.internal;

import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ByteString;
import dev.larder.internal.kind.Element;
import dev.larder.internal.kind.ListHandle;
import dev.larder.internal.kind.MapHandle;
import dev.larder.internal.kind.Names;
import dev.larder.internal.kind.SetHandle;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.kind.SortedSetHandle;
import dev.larder.internal.kind.StreamHandle;
import dev.larder.internal.kind.WireNames;
import dev.larder.internal.tx.TxAccess;
import java.util.Comparator;

/**
 * One database as a handler sees it: direct, or inside the transaction that the command runs in.
 * The handles are made for each use; making one checks the type ({@link
 * dev.larder.WrongTypeException}, which the dispatcher turns into WRONGTYPE).
 */
public final class Db {
  private final Shelf shelf;
  private final Access access;

  public Db(Shelf shelf, Access access) {
    this.shelf = shelf;
    this.access = access;
  }

  public Shelf shelf() {
    return shelf;
  }

  public Access access() {
    return access;
  }

  /**
   * The time that expiry goes by, in milliseconds of the epoch; in a transaction it stands still.
   */
  public long now() {
    return access instanceof TxAccess tx ? tx.now() : shelf.engine().time().millis();
  }

  /** What can be done to any name. */
  public Names names() {
    return new Names(shelf, access);
  }

  /** What clients ask of names besides. */
  public WireNames keys() {
    return new WireNames(shelf, access);
  }

  public ByteString string(Name name) {
    return new ByteString(shelf, name, access);
  }

  public MapHandle<Name, byte[]> hash(Name name) {
    return new MapHandle<>(shelf, name, Element.RAW_KEY, Element.RAW_VALUE, access);
  }

  public SetHandle<Name> set(Name name) {
    return new SetHandle<>(shelf, name, Element.RAW_KEY, access);
  }

  public ListHandle<byte[]> list(Name name) {
    return new ListHandle<>(shelf, name, Element.RAW_VALUE, access);
  }

  public StreamHandle stream(Name name) {
    return new StreamHandle(shelf, name, access);
  }

  public SortedSetHandle<Name> sortedSet(Name name) {
    return new SortedSetHandle<>(shelf, name, Element.RAW_KEY, Comparator.naturalOrder(), access);
  }
}

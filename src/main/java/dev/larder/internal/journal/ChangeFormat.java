package dev.larder.internal.journal;

/**
 * What a record of the journal, or of a snapshot, says: one change after the other, all made at one
 * moment. Each begins with a tag; tags are never renumbered. Numbers are the varints of Protocol
 * Buffers without zigzag; "bytes" are a length and then as many bytes; an expiry is the
 * milliseconds of the epoch plus one, 0 for never.
 *
 * <pre>
 *    1 TYPE          type id, kind (a byte), number of elements, codec of each (bytes)
 *    2 CLEAR         the new world's id
 *    3 PUT           collection id, key (bytes), value (bytes)
 *    4 PUT_EXPIRING  collection id, expiry, key (bytes), value (bytes)
 *    5 REMOVE        collection id, key (bytes)
 *    6 FREE          world id, name (bytes)
 *    7 EXPIRE        world id, name (bytes), expiry
 *    8 VALUE         world id, name (bytes), expiry, type id, value (bytes)
 *    9 BIND          world id, name (bytes), expiry, type id, collection id
 *   10 SPLICE        collection id, version, from, removed, number of items, items (bytes)
 *   11 APPEND        collection id, version, from, number of items, items (bytes):
 *                    in place of all from there on
 *   12 SCORE         collection id, number of removed members, members (bytes),
 *                    number of scores, { score (8, an IEEE double), member (bytes) }
 *   13 STATE         world id, next id: how a snapshot begins
 *   14 STREAM        a change of a stream: see StreamFormat
 *   15 DATABASE      database (1 to 15), world id
 *   16 DEADLINE      collection id, expiry, key (bytes): of an entry, if it is there
 * </pre>
 *
 * <p>The names of a store are those of its own keyspace, database 0, and of others with numbers of
 * their own. DATABASE says which world is in force in one of these; if it has a higher number than
 * the one before, that has been cleared with all that was in it, and if it has a lower one, nothing
 * changes. It stands in each record before the first change of a name of such a world. CLEAR and
 * STATE are about database 0.
 *
 * <p>A name of a world that is not in force, and a collection that no name stands for, belong to
 * changes that came too late: they change nothing. So every change can be applied to a state that
 * already has it, which is what makes a snapshot possible while others write: PUT, REMOVE,
 * DEADLINE, VALUE and SCORE say what is, BIND and FREE go by ids that are never used twice, APPEND
 * says from where on, SPLICE applies to the version before its own alone, and STREAM to the one
 * that it names, or to none. A collection that has lost its name may get one again, until all has
 * been applied that the snapshot may have.
 */
final class ChangeFormat {
  static final int TYPE = 1;
  static final int CLEAR = 2;
  static final int PUT = 3;
  static final int PUT_EXPIRING = 4;
  static final int REMOVE = 5;
  static final int FREE = 6;
  static final int EXPIRE = 7;
  static final int VALUE = 8;
  static final int BIND = 9;
  static final int SPLICE = 10;
  static final int APPEND = 11;
  static final int SCORE = 12;
  static final int STATE = 13;
  static final int STREAM = 14;
  static final int DATABASE = 15;
  static final int DEADLINE = 16;

  /** How many databases there can be, the first of which is the store's own keyspace. */
  static final int DATABASES = 16;

  /** The number of a database that a record may be about. */
  static int database(long number) {
    if (number < 1 || number >= DATABASES) {
      throw new IllegalArgumentException(
          "a database from 1 to " + (DATABASES - 1) + ", found " + number);
    }
    return (int) number;
  }

  static IllegalArgumentException unknownTag(int tag) {
    return new IllegalArgumentException("a change from 1 to " + DEADLINE + ", found " + tag);
  }

  private ChangeFormat() {}
}

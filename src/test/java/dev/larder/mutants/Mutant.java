package dev.larder.mutants;

/**
 * A fault: a text in a source of the library, what is planted in its place, and who must find it.
 */
enum Mutant {
  SKIPPED_SYNC("journal/JournalWriter", "      segment.force();\n", "", Finder.CRASH_ALWAYS),
  NO_DIRECTORY_SYNC_OF_A_NEW_SEGMENT(
      "log/SegmentWriter", "      disk.syncDirectory();\n", "", Finder.CRASH_ALWAYS),
  MANIFEST_NOT_FORCED("journal/Manifest", "      file.force();\n", "", Finder.CRASH_ALWAYS),
  NO_DIRECTORY_SYNC_OF_THE_MANIFEST(
      "journal/Manifest", "    disk.syncDirectory();\n", "", Finder.CRASH_EVERY_SECOND),
  OLD_FILES_REMOVED_TOO_EARLY(
      "journal/Snapshots",
      "    next.write(durable.disk());\n",
      "    removeOld(durable.disk(), next);\n    next.write(durable.disk());\n",
      Finder.CRASH_ALWAYS),
  SNAPSHOT_VALID_BEFORE_ITS_JOURNAL_IS_SYNCED(
      "journal/Snapshots", "long to = journal.syncedOffset();", "long to = from;", Finder.SNAPSHOT),
  MORE_SAID_TO_BE_SYNCED_THAN_IS(
      "journal/JournalWriter",
      "clock.getAsLong(), synced, false)",
      "clock.getAsLong(), nextOffset, false)",
      Finder.CRASH_EVERY_SECOND),
  RECOVERY_DOES_NOT_SYNC_WHAT_IT_READ(
      "journal/Recovery", "      opened.force();\n", "", Finder.CRASH_EVERY_SECOND),
  DAMAGE_ALWAYS_CUT(
      "journal/Recovery", "found.offset() < proven", "found.offset() < 0", Finder.FLIPPED),
  CHECKSUM_NOT_LOOKED_AT(
      "log/BatchReader", "if ((int) crc.getValue() != stored)", "if (stored == 0)", Finder.FLIPPED),
  SHORT_WRITE_IGNORED(
      "log/SegmentWriter",
      "while (source.hasRemaining()) {",
      "for (int i = 0; i < 1; i++) {",
      Finder.SHORT_WRITES),
  WRITES_GO_ON_AFTER_A_FAILURE(
      "journal/Journal",
      "    if (cause != null) {\n      throw failed(cause);\n    }\n",
      "",
      Finder.FAILING_CALLS),
  RECORDED_AFTER_THE_CHANGE(
      "cell/CellWriter",
      "    if (!Buckets.cas(tab, Buckets.index(tab, hash), head, changed)) {\n"
          + "      abort(pending);\n"
          + "      fail(observer, announced);\n"
          + "      return false;\n    }\n    Steps.reached(Steps.Step.CHANGED);\n"
          + "    if (pending != null)",
      "    abort(pending);\n"
          + "    if (!Buckets.cas(tab, Buckets.index(tab, hash), head, changed)) {\n"
          + "      fail(observer, announced);\n"
          + "      return false;\n    }\n    Steps.reached(Steps.Step.CHANGED);\n"
          + "    Thread.yield();\n"
          + "    pending = sink == null ? null"
          + " : sink.record(table, key, current, value, expiresAt);\n"
          + "    if (pending != null)",
      Finder.SERIAL_REPLAY),
  SHARED_MARK_OF_EMPTINESS(
      "cell/Engine",
      "return sink != null && Buckets.isEmpty(changed) ? Buckets.vacate() : changed;",
      "return changed;",
      Finder.RECORD_ORDER),
  READ_CELLS_COME_BACK(
      "tx/TxCell",
      "    if (table == null) {\n",
      "    if (table == null || !isChanged()) {\n",
      Finder.RECORD_ORDER),
  PLACE_TAKEN_BEFORE_THE_CLAIMS(
      "tx/Descriptor",
      "claimAll() && recorded() && guardsHold()",
      "recorded() && claimAll() && guardsHold()",
      Finder.SERIAL_REPLAY),
  LOST_RETRY_OF_A_COMPARE_AND_SET(
      "cell/CellWriter",
      "      fail(observer, announced);\n      return false;\n    }\n"
          + "    Steps.reached(Steps.Step.CHANGED);\n"
          + "    if (pending != null) {\n      pending.committed();\n    }\n    if (found == null)",
      "      fail(observer, announced);\n      return true;\n    }\n"
          + "    Steps.reached(Steps.Step.CHANGED);\n"
          + "    if (pending != null) {\n      pending.committed();\n    }\n    if (found == null)",
      Finder.SERIAL_REPLAY),
  ABORTED_COUNTS_AS_COMMITTED(
      "journal/PendingRecord",
      "STATE.compareAndSet(this, PENDING, ABORTED);",
      "STATE.compareAndSet(this, PENDING, COMMITTED);",
      Finder.SERIAL_REPLAY),
  MISSING_HELP(
      "table/Table",
      "      if (head instanceof Claim claim) {\n        claim.help();\n",
      "      if (head instanceof Claim claim) {\n"
          + "        java.util.concurrent.locks.LockSupport.parkNanos(100_000);\n",
      Finder.SUSPENSION),
  NO_BACK_PRESSURE(
      "journal/Journal",
      "return queuedBytes.get() < options.queueBytes() && !isOverdue();",
      "return queuedBytes.get() > Long.MIN_VALUE;",
      Finder.FULL_QUEUE),
  DOES_NOT_WAIT_FOR_THE_DISK(
      "journal/Journal",
      "if (options.sync() == Sync.ALWAYS) {",
      "if (false) {",
      Finder.CRASH_ALWAYS),
  COLLECTION_DROPPED_BETWEEN_TWO_NAMES(
      "journal/StoredState",
      "    if (lenient) {\n      mayHoldUnnamed = true;",
      "    if (false) {\n      mayHoldUnnamed = true;",
      Finder.STORED_STATE),
  OTHER_DATABASES_NOT_RECORDED(
      "tx/TxAccess", "      described = view.describe(described);\n", "", Finder.CRASH_DATABASES),
  CLEARING_OF_A_DATABASE_NOT_APPLIED(
      "journal/StoredState",
      "      clear(known, world);\n",
      "      known.world(world);\n",
      Finder.CRASH_DATABASES),
  ENDED_WORLD_COMES_BACK(
      "journal/StoredState",
      "if (known.world() < world) {",
      "if (known.world() != world) {",
      Finder.STORED_DATABASES),
  WORLDS_NOT_GUARDED(
      "tx/Descriptor", "return worldsAreInForce();", "return true;", Finder.SEVERAL_ENGINES),
  ;

  private static final String INTERNAL = "dev/larder/internal/";

  final String file;
  final String original;
  final String planted;
  final Finder finder;

  Mutant(String file, String original, String planted, Finder finder) {
    this.file = INTERNAL + file + ".java";
    this.original = original;
    this.planted = planted;
    this.finder = finder;
  }
}

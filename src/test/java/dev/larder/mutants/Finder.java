package dev.larder.mutants;

import dev.larder.Sync;
import dev.larder.durable.CrashTest;
import dev.larder.durable.DamageTest;
import dev.larder.durable.FaultTest;
import dev.larder.durable.SnapshotTest;
import dev.larder.durable.SyncPolicyTest;
import dev.larder.internal.journal.SerialReplayTest;
import dev.larder.internal.journal.StoredStateTest;
import dev.larder.internal.kind.RecordOrderTest;
import dev.larder.internal.kind.SeveralEnginesTest;
import dev.larder.lockfree.SuspensionTest;

/** A test that finds faults: as little of a test class as finds them. */
enum Finder {
  CRASH_EVERY_SECOND(CrashTest.class, "everyCrashLeavesAPrefix", Sync.EVERY_SECOND.ordinal()),
  CRASH_ALWAYS(CrashTest.class, "everyCrashLeavesAPrefix", Sync.ALWAYS.ordinal()),
  CRASH_DATABASES(CrashTest.class, "everyCrashLeavesAPrefixOfAllDatabases", Sync.ALWAYS.ordinal()),
  SNAPSHOT(SnapshotTest.class, "whatChangesMeanwhileIsOnTheDiskWhenItIsValid", Finder.ALL),
  FLIPPED(DamageTest.class, "oneBitIsAnother", 0),
  FAILING_CALLS(FaultTest.class, "everyCallFails", 0),
  SHORT_WRITES(FaultTest.class, "shortWritesAreNoFailures", 0),
  FULL_QUEUE(SyncPolicyTest.class, "aFullQueueMakesWritersWait", Finder.ALL),
  SERIAL_REPLAY(SerialReplayTest.class, "theJournalIsTheSerialOrder", Finder.ALL),
  STORED_STATE(StoredStateTest.class, "aCollectionBetweenTwoNamesIsKept", Finder.ALL),
  STORED_DATABASES(StoredStateTest.class, "aWorldThatHasEndedDoesNotComeBack", Finder.ALL),
  SEVERAL_ENGINES(
      SeveralEnginesTest.class, "aMoveIntoWhatIsClearedAtTheCommitIsMadeAgain", Finder.ALL),
  RECORD_ORDER(RecordOrderTest.class, "", Finder.ALL),
  SUSPENSION(SuspensionTest.class, "othersGoOn", SuspensionTest.rename()),
  ;

  /** Not one iteration of a method only. */
  static final int ALL = -1;

  final Class<?> test;
  final String method;
  final int iteration;

  /**
   * A finder.
   *
   * @param method its name, which no other method has; or "" for all
   * @param iteration which one of a method with parameters, from 0 on
   */
  Finder(Class<?> test, String method, int iteration) {
    this.test = test;
    this.method = method;
    this.iteration = iteration;
  }
}

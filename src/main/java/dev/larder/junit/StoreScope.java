package dev.larder.junit;

/** For how long a test has its store. */
public enum StoreScope {
  /** Each test has a store and a port of its own. */
  TEST,

  /** The tests of a class, nested ones too, share a store and a port. */
  CLASS,

  /**
   * As {@link #CLASS}, but after each test the store is taken back to what it held before the first
   * one, with what {@code @BeforeAll} has put in; faults and recorded commands are forgotten, and
   * time is the system's: for clients that are made once a class, as Spring's are, and for fixtures
   * that are costly to build. Tests of such a class must not run side by side.
   */
  REWOUND
}

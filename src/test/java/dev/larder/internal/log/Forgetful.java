package dev.larder.internal.log;

/**
 * Has a page cache that forgets: after a failed sync the pages count as clean, so what they held is
 * still read, never written, and the next sync succeeds all the same.
 */
interface Forgetful {
  void forgetUnsynced();

  /** Has it forget, if it can. */
  static void forget(Object target) {
    if (target instanceof Forgetful forgetful) {
      forgetful.forgetUnsynced();
    }
  }
}

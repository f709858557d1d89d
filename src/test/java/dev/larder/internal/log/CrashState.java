package dev.larder.internal.log;

/**
 * One thing that a crash may leave. Its text says how it came about, and has the four numbers from
 * which {@link CrashStates#state} makes it again.
 */
public final class CrashState {
  private final CrashStates states;
  private final int cut;
  private final CrashKind kind;
  private final int index;
  private final long seed;

  CrashState(CrashStates states, int cut, CrashKind kind, int index, long seed) {
    this.states = states;
    this.cut = cut;
    this.kind = kind;
    this.index = index;
    this.seed = seed;
  }

  /** After how many operations of the trace the machine stopped. */
  public int cut() {
    return cut;
  }

  /** What was lost. */
  public CrashKind kind() {
    return kind;
  }

  /** Which operation that was about; -1 if about none in particular. */
  public int index() {
    return index;
  }

  /** Of what was left to chance. */
  public long seed() {
    return seed;
  }

  /** The disk after the crash, with an empty trace: a new one at each call. */
  public RecordingDisk reboot() {
    return new CrashBuilder(states, this).build();
  }

  @Override
  public String toString() {
    String last = cut == 0 ? "" : " (the last: " + states.operation(cut - 1) + ")";
    String about = index < 0 ? "" : ", about operation " + index + ": " + states.operation(index);
    String again = "state(" + cut + ", " + kind + ", " + index + ", " + seed + "L)";
    return "crash after " + cut + " operations" + last + ", " + kind + about + "; again: " + again;
  }
}

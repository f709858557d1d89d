package dev.larder.redis.internal.measure;

/** What all threads have counted together. Never changed. */
public final class Totals {
  private final int commands;
  private final long[] numbers;

  Totals(int commands, long[] numbers) {
    this.commands = commands;
    this.numbers = numbers;
  }

  Totals since(Totals before) {
    long[] differences = numbers.clone();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= before.numbers[i];
    }
    return new Totals(commands, differences);
  }

  /** How often a command ran. */
  public long calls(int command) {
    return numbers[command * Meter.EACH + Meter.CALLS];
  }

  /** How long it took in all. */
  public long nanos(int command) {
    return numbers[command * Meter.EACH + Meter.NANOS];
  }

  /** How often it was refused before it ran. */
  public long rejected(int command) {
    return numbers[command * Meter.EACH + Meter.REJECTED];
  }

  /** How often it answered with an error. */
  public long failed(int command) {
    return numbers[command * Meter.EACH + Meter.FAILED];
  }

  /** How many commands ran. */
  public long allCalls() {
    long sum = 0;
    for (int i = 0; i < commands; i++) {
      sum += calls(i);
    }
    return sum;
  }

  public long of(Figure figure) {
    return numbers[commands * Meter.EACH + figure.slot];
  }
}

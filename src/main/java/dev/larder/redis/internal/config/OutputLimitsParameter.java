package dev.larder.redis.internal.config;

/** The limits of what waits for clients: setting one class leaves the others as they are. */
public final class OutputLimitsParameter extends Parameter {
  private volatile OutputLimits value = OutputLimits.parse(OutputLimits.DEFAULT);

  OutputLimitsParameter(String name) {
    super(name);
  }

  /** The present limits. */
  public OutputLimits value() {
    return value;
  }

  @Override
  public String text() {
    return value.toString();
  }

  @Override
  Runnable parsed(String text) {
    OutputLimits limits = value.with(text);
    return () -> value = limits;
  }
}

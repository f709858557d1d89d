package dev.larder;

/**
 * Thrown when a name is in use under another type than the one asked for: another kind of
 * collection, or other element types.
 */
public final class WrongTypeException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** The name. */
  private final String name;

  /** What was asked for. */
  private final String wanted;

  /** What the name stands for. */
  private final String found;

  /**
   * Says all three.
   *
   * @param name the name
   * @param wanted what was asked for, such as {@code map<String, Integer>}
   * @param found what the name stands for
   */
  public WrongTypeException(String name, String wanted, String found) {
    super("'" + name + "' was asked for as " + wanted + ", but is in use as " + found);
    this.name = name;
    this.wanted = wanted;
    this.found = found;
  }

  /** {@return the name that is in use} */
  public String name() {
    return name;
  }

  /** {@return the type that was asked for} */
  public String wanted() {
    return wanted;
  }

  /** {@return the type that was found} */
  public String found() {
    return found;
  }
}

package dev.larder;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What travels with a message from its publisher's thread to the thread of a handler: the MDC of
 * the log, the span of a trace.
 */
public interface MessageContext {
  /**
   * Takes what is to travel; called on the publisher's thread for each message.
   *
   * @return what {@link #restore} is to get, or null for nothing
   */
  @Nullable Object capture();

  /**
   * Puts it in force; called on the handler's thread before the handler.
   *
   * @param captured what {@link #capture} gave, or null
   * @return what to do after the handler, whether or not it threw
   */
  Runnable restore(@Nullable Object captured);

  /** {@return the MDC of SLF4J; the handler's thread gets its own back afterwards} */
  static MessageContext mdc() {
    return new MessageContext() {
      @Override
      public @Nullable Object capture() {
        return MDC.getCopyOfContextMap();
      }

      @Override
      @SuppressWarnings("unchecked") // from capture
      public Runnable restore(@Nullable Object captured) {
        var before = MDC.getCopyOfContextMap();
        set((java.util.Map<String, String>) captured);
        return () -> set(before);
      }

      private void set(java.util.@Nullable Map<String, String> map) {
        if (map == null) {
          MDC.clear();
        } else {
          MDC.setContextMap(map);
        }
      }
    };
  }
}

package dev.larder.jcache;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what the user's factories made and that can be closed. */
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.jcache");

  private Closing() {}

  /** All, also when one of them fails. */
  static void closeAll(List<? extends @Nullable Object> parts) {
    for (Object part : parts) {
      if (part instanceof AutoCloseable closeable) {
        try {
          closeable.close();
        } catch (Exception e) {
          LOG.warn("{} could not be closed", part.getClass().getName(), e);
        }
      }
    }
  }
}

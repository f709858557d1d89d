package dev.larder.internal.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of what is recorded at a store's end only, when all changes are decided and none can come
 * any more. If it can't be described it is missing, and nothing else.
 */
final class LastRecords {
  private static final Logger LOG = LoggerFactory.getLogger(LastRecords.class);

  private final Payloads sink;
  private final ChangeWriter out;

  /** Takes the bytes of records. */
  @FunctionalInterface
  interface Payloads {
    void add(byte[] payload) throws IOException;
  }

  private LastRecords(Payloads sink) {
    this.sink = sink;
    this.out = new ChangeWriter(LastRecords::noType, this::flush);
  }

  private static long noType(TypeName type) {
    throw new IllegalStateException("nothing gets a type at the end, but this has " + type);
  }

  /** Has what describes itself in records. */
  static void write(Consumer<? super ChangeWriter> description, Payloads sink) throws IOException {
    LastRecords records = new LastRecords(sink);
    try {
      description.accept(records.out);
      records.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (RuntimeException e) {
      LOG.warn("When entries run out that were read could not be recorded", e);
    }
  }

  private void flush() {
    if (out.size() == 0) {
      return;
    }
    try {
      sink.add(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.clear();
  }
}

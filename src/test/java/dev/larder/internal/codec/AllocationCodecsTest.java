package dev.larder.internal.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.larder.Codec;
import java.lang.management.ManagementFactory;
import java.time.DayOfWeek;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writing into a buffer that has the room allocates nothing. */
class AllocationCodecsTest {
  private static final int VALUES = 20_000;

  static Stream<Object> values() {
    return Stream.of("hello", "Zoë 😀", 1L << 40, 5, 1.5, new UUID(1, 2), true);
  }

  @ParameterizedTest
  @MethodSource("values")
  void writingAllocatesNothing(Object value) {
    check(value.getClass(), value);
  }

  @ParameterizedTest
  @MethodSource("enums")
  void writingAnEnumAllocatesNothing(DayOfWeek value) {
    check(DayOfWeek.class, value);
  }

  static Stream<DayOfWeek> enums() {
    return Stream.of(DayOfWeek.MONDAY);
  }

  private static <T> void check(Class<T> type, Object object) {
    Codec<T> codec = Codec.of(type);
    T value = type.cast(object);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteSink out = new ByteSink();
    writeAll(codec, value, out);
    // As in ChannelAllocationTest: the JVM itself may allocate now and then, so the least counts.
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      writeAll(codec, value, out);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    long bytes = least;
    assertTrue(bytes < 1024, () -> bytes + " bytes for " + VALUES + " of " + codec.name());
  }

  private static <T> void writeAll(Codec<T> codec, T value, ByteSink out) {
    for (int i = 0; i < VALUES; i++) {
      out.clear();
      Codecs.write(codec, value, out);
    }
  }
}

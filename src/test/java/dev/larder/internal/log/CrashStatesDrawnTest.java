package dev.larder.internal.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** States of crashes as they are drawn, printed and made again. */
class CrashStatesDrawnTest {
  private static final int STEPS = 400;

  private final RecordingDisk disk = new RecordingDisk();

  @BeforeEach
  void record() throws IOException {
    runWorkload(disk);
  }

  @Test
  void everyKindOccursAndIsMadeAgainFromItsNumbers() throws IOException {
    CrashStates states = CrashStates.of(disk);
    Set<CrashKind> seen = EnumSet.noneOf(CrashKind.class);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      CrashState state = states.random(random);
      seen.add(state.kind());
      CrashState again = states.state(state.cut(), state.kind(), state.index(), state.seed());
      assertEquals(
          CrashStatesTest.text(state.reboot()),
          CrashStatesTest.text(again.reboot()),
          state::toString);
    }
    assertEquals(EnumSet.allOf(CrashKind.class), seen);
    Set<CrashKind> enumerated = states.all(1).map(CrashState::kind).collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(CrashKind.class), enumerated);
  }

  @Test
  void oneSeedGivesOneSeriesOfStates() throws IOException {
    assertEquals(series(7), series(7));
    assertFalse(series(7).equals(series(8)));
  }

  private List<String> series(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    CrashStates states = CrashStates.of(disk);
    return IntStream.range(0, 100)
        .mapToObj(i -> states.random(random))
        .map(state -> state + "\n" + CrashStatesTest.text(state.reboot()))
        .toList();
  }

  @Test
  void aStateSaysHowItCameAbout() throws IOException {
    RecordingDisk disk = new RecordingDisk();
    disk.create("f").write(ByteBuffer.wrap(new byte[2]), 1);
    CrashState state = CrashStates.of(disk).state(2, CrashKind.DROP_ONE, 0, 5);
    assertEquals(
        "crash after 2 operations (the last: write 2 to f at 1), DROP_ONE, about operation 0:"
            + " create f; again: state(2, DROP_ONE, 0, 5L)",
        state.toString());
  }

  @Test
  void tenThousandStatesTakeSeconds() throws IOException {
    CrashStates states = CrashStates.of(disk);
    SplittableRandom random = new SplittableRandom(3);
    assertTimeout(
        Duration.ofSeconds(20),
        () -> IntStream.range(0, 10_000).forEach(i -> states.random(random).reboot()));
  }

  /** As a log does it: appends, a force at times, a new file by way of a rename at times. */
  private static void runWorkload(RecordingDisk disk) throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    DiskFile file = disk.create("f");
    for (int i = 0; i < STEPS; i++) {
      byte[] bytes = new byte[random.nextInt(1, 500) * (i % 20 == 0 ? 12 : 1)];
      random.nextBytes(bytes);
      file.write(ByteBuffer.wrap(bytes), file.size());
      if (random.nextInt(5) == 0) {
        file.force();
      }
      if (random.nextInt(50) == 0) {
        disk.create("tmp");
        disk.rename("tmp", "manifest");
        disk.syncDirectory();
      }
    }
  }
}

package dev.larder.internal.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.codec.ByteSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random programs against a model, with what the journal would be told on the way. */
class StreamModelTest {
  private static final int PROGRAMS = 60;
  private static final int STEPS = 120;

  /** A change as it comes back from the disk. */
  private static StreamChange readBack(StreamChange change) {
    ByteSink out = new ByteSink();
    StreamFormat.write(change, out);
    ByteSource in = new ByteSource(out.toByteArray());
    StreamChange read = StreamFormat.read(in);
    in.end();
    ByteSink again = new ByteSink();
    StreamFormat.write(read, again);
    assertEquals(hex(out), hex(again));
    return read;
  }

  private static String hex(ByteSink out) {
    return HexFormat.of().formatHex(out.toByteArray());
  }

  private static Stream whole(Stream stream, int most) {
    List<Stream> made = new ArrayList<>(List.of(Stream.EMPTY));
    StreamChange.whole(
        1, 5, stream, most, part -> made.set(0, readBack(part).applyTo(made.get(0))));
    return made.get(0);
  }

  @Test
  void allChangesAreAsInTheModel() {
    long seed = new SplittableRandom().nextLong();
    for (int i = 0; i < PROGRAMS; i++) {
      StreamProgram program = new StreamProgram(seed + i);
      Stream stored = Stream.EMPTY;
      Stream known = Stream.EMPTY;
      SplittableRandom random = new SplittableRandom(seed + i);
      for (int step = 0; step < STEPS; step++) {
        String at = "seed " + (seed + i) + ", step " + step;
        try {
          program.step();
          // Several changes may come to be one, as in a transaction.
          if (random.nextInt(3) > 0) {
            Stream now = program.stream();
            stored = readBack(StreamDifference.between(1, 1, known, 2, now)).applyTo(stored);
            stored.checkInvariants();
            assertTrue(StreamDifference.isSame(stored, now), "changes, " + at);
            known = now;
          }
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError(at, e);
        }
      }
      String at = "seed " + (seed + i);
      assertTrue(StreamDifference.isSame(program.stream(), whole(program.stream(), 7)), at);
      assertTrue(StreamDifference.isSame(program.stream(), whole(program.stream(), 1)), at);
    }
  }

  @Test
  void theExampleOfTheFormat() {
    byte[][] fields = {{'a'}, {'b'}};
    Stream before = Stream.EMPTY.withHead(StreamId.MIN, StreamId.MIN, 8);
    Stream after = before.append(new StreamEntry(5, 1, fields));
    ByteSink out = new ByteSink();
    StreamFormat.write(StreamDifference.between(3, 6, before, 7, after), out);
    assertEquals("030607" + "01010501" + "0201610162" + "0605010000" + "09" + "00", hex(out));
  }

  @Test
  void aSmallChangeOfALongStreamIsShort() {
    Stream stream = Stream.EMPTY;
    byte[][] fields = {{'a'}, {'b'}};
    for (int i = 1; i <= 100_000; i++) {
      stream = stream.append(new StreamEntry(i, 0, fields));
    }
    Stream trimmed = StreamTrim.nearLength(stream, 50_000, StreamTrim.NO_LIMIT).after();
    assertEquals(50_000, trimmed.length());
    ByteSink out = new ByteSink();
    StreamFormat.write(StreamDifference.between(3, 6, stream, 7, trimmed), out);
    assertTrue(out.size() < 20, () -> hex(out));
  }
}

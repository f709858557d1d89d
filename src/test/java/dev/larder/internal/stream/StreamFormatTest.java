package dev.larder.internal.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.codec.ByteSource;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFormatTest {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
  private static final String BEFORE = "03 06 07 01 01 05 01 ";
  private static final String AFTER = " 06 05 01 00 00 09 00";

  @Test
  void theExampleOfItsDocumentation() {
    byte[] bytes = HEX.parseHex(BEFORE + "02 01 61 01 62" + AFTER);
    ByteSink out = new ByteSink();
    StreamFormat.write(StreamFormat.read(new ByteSource(bytes)), out);
    assertArrayEquals(bytes, out.toByteArray());
  }

  /** An entry has a field, and each field its value. */
  @ParameterizedTest
  @ValueSource(strings = {"00", "01 01 61", "03 01 61 01 62 01 63"})
  void anEntryOfNoPairs(String fields) {
    ByteSource in = new ByteSource(HEX.parseHex(BEFORE + fields + AFTER));
    Exception e = assertThrows(IllegalArgumentException.class, () -> StreamFormat.read(in));
    assertTrue(e.getMessage().contains("found " + fields.charAt(1)), e.getMessage());
  }
}

package dev.larder.durable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Looks at files of batches from outside, and makes changed ones look right. */
final class BatchBytes {
  static final int HEADER = 61;
  private static final int LENGTH = 8;
  private static final int CRC = 17;
  private static final int ATTRIBUTES = 21;

  private BatchBytes() {}

  static int size(byte[] file, int at) {
    return ByteBuffer.wrap(file).getInt(at + LENGTH) + 12;
  }

  /** Where the batches of a good file begin. */
  static List<Integer> starts(byte[] file) {
    List<Integer> starts = new ArrayList<>();
    for (int at = 0; at < file.length; at += size(file, at)) {
      starts.add(at);
    }
    return starts;
  }

  /** Sets the checksum of a batch to what its bytes are now, if it is one at all. */
  static void fixChecksum(byte[] file, int at) {
    if (file.length - at < HEADER) {
      return;
    }
    long size = ByteBuffer.wrap(file).getInt(at + LENGTH) + 12L;
    if (size < HEADER || size > file.length - at) {
      return;
    }
    CRC32C crc = new CRC32C();
    crc.update(file, at + ATTRIBUTES, (int) size - ATTRIBUTES);
    ByteBuffer.wrap(file).putInt(at + CRC, (int) crc.getValue());
  }

  /** Where a text begins in a file. */
  static int find(byte[] file, String text) {
    return new String(file, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  /** A manifest with its checksum set to what its lines are now. */
  static byte[] fixManifest(String text) {
    String lines = text.substring(0, text.lastIndexOf("crc "));
    CRC32C crc = new CRC32C();
    crc.update(lines.getBytes(StandardCharsets.ISO_8859_1));
    return (lines + String.format("crc %08x%n", crc.getValue()).replace("\r", ""))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}

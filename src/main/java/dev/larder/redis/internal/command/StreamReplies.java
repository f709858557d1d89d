package dev.larder.redis.internal.command;

import dev.larder.internal.stream.StreamEntry;
import dev.larder.internal.stream.StreamId;
import dev.larder.redis.internal.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How entries are written. */
final class StreamReplies {
  private StreamReplies() {}

  static void id(Reply reply, StreamId id) {
    reply.bulk(id.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A number, and an array of fields and values. */
  static void entry(Reply reply, StreamEntry entry) {
    reply.array(2);
    id(reply, entry.id());
    byte[][] all = entry.fieldsAndValues();
    reply.array(all.length);
    for (byte[] one : all) {
      reply.bulk(one);
    }
  }

  static void entries(Reply reply, List<StreamEntry> entries) {
    reply.array(entries.size());
    entries.forEach(entry -> entry(reply, entry));
  }
}

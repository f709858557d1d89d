package dev.larder.junit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A command that a client has sent.
 *
 * @param at when, by the store's clock
 * @param clientId the id of the client, as CLIENT ID says it
 * @param clientName what the client called itself, or empty
 * @param database the number of the database
 * @param words the command and its arguments, read as UTF-8
 * @param error the reply if it was an error, else null
 * @param fault what {@link Faults} did to it, or null
 */
public record RecordedCommand(
    Instant at,
    long clientId,
    String clientName,
    int database,
    List<String> words,
    @Nullable String error,
    @Nullable String fault) {
  /**
   * Keeps what is given.
   *
   * @param at see the record
   * @param clientId see the record
   * @param clientName see the record
   * @param database see the record
   * @param words see the record
   * @param error see the record
   * @param fault see the record
   */
  public RecordedCommand {
    words = List.copyOf(words);
  }

  /** {@return the command's name in upper case} */
  public String name() {
    return words.get(0).toUpperCase(Locale.ROOT);
  }

  /** {@return the command as redis-cli would take it, and what went wrong} */
  @Override
  public String toString() {
    String line =
        Words.line(words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList());
    return line
        + (fault == null ? "" : " -> fault: " + fault)
        + (error == null ? "" : " -> " + error);
  }
}

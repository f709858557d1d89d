package dev.larder.redis;

import java.util.Map;

/**
 * What a file of Redis's held.
 *
 * @param version of the file's format
 * @param about what the file says of itself, such as {@code redis-ver}
 * @param keys how many keys were loaded, of all databases
 * @param expired how many were left out since they had run out
 * @param functions how many libraries of functions were left out
 */
public record RdbReport(
    int version, Map<String, String> about, long keys, long expired, long functions) {
  /**
   * A report.
   *
   * @param version of the file's format
   * @param about what the file says of itself, such as {@code redis-ver}
   * @param keys how many keys were loaded, of all databases
   * @param expired how many were left out since they had run out
   * @param functions how many libraries of functions were left out
   */
  public RdbReport {
    about = Map.copyOf(about);
  }
}

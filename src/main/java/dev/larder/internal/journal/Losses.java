package dev.larder.internal.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a salvage could not bring over. */
final class Losses {
  /** So many reasons are told apart: there may be one a collection. */
  private static final int REASONS = 1000;

  private final List<String> parts = new ArrayList<>();
  private final Map<String, Changes> leftOut = new LinkedHashMap<>();

  /** Changes that were left out for one reason. */
  private static final class Changes {
    final String file;
    final long first;
    long last;
    long count;

    Changes(String file, long first) {
      this.file = file;
      this.first = first;
    }
  }

  /** A part of a file, or a whole one. */
  void part(String text) {
    parts.add(text);
  }

  /** A change that was read, but does not fit to what is there. */
  void change(String file, long offset, String reason) {
    String kept =
        leftOut.size() < REASONS || leftOut.containsKey(reason) ? reason : "other reasons";
    Changes changes = leftOut.computeIfAbsent(kept, r -> new Changes(file, offset));
    changes.count++;
    changes.last = offset;
  }

  boolean isEmpty() {
    return parts.isEmpty() && leftOut.isEmpty();
  }

  /** A line for each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(parts);
    leftOut.forEach(
        (reason, changes) ->
            lines.add(
                changes.count
                    + " changes, from "
                    + changes.file
                    + " offset "
                    + changes.first
                    + " to offset "
                    + changes.last
                    + ", can't be applied: "
                    + reason));
    return lines;
  }
}

package dev.larder.internal.journal;

import dev.larder.internal.codec.ByteSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** A sorted set in bytes, as recovery finds it: its order is known to typed handles only. */
public final class StoredScores extends StoredCollection {
  private final Map<Bytes, Double> scores = new LinkedHashMap<>();

  StoredScores(long id) {
    super(id);
  }

  /** The score of each member's bytes, neither to be changed. */
  public Map<Bytes, Double> scores() {
    return scores;
  }

  /** Reads removed members and scores, and applies them. */
  void read(ByteSource in) {
    for (int i = in.getCount(); i > 0; i--) {
      scores.remove(new Bytes(in.getSized()));
    }
    for (int i = in.getCount(); i > 0; i--) {
      double score = Double.longBitsToDouble(in.getLong());
      if (Double.isNaN(score)) {
        throw new IllegalArgumentException("a score that is a number");
      }
      scores.put(new Bytes(in.getSized()), score);
    }
  }

  @Override
  public long writeTo(ChangeWriter out) {
    scores.forEach(
        (member, score) -> {
          out.removeMembers(id(), 0);
          out.scores(1);
          out.score(score);
          out.out().putSized(member.array());
          out.boundary();
        });
    return scores.size();
  }

  @Override
  public boolean isInhabited(long now) {
    return !scores.isEmpty();
  }
}

package dev.larder.redis.internal.command;

import dev.larder.WrongTypeException;
import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Limits;
import dev.larder.redis.internal.Reply;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * LCS: a longest common subsequence of two strings, by dynamic programming. O(n m) time; one bit
 * for each pair of positions, and one row of numbers.
 */
final class CommonSubsequence {
  private static final byte[] EMPTY = new byte[0];

  private final byte[] a;
  private final byte[] b;

  /** For positions of both: whether it is better to leave out the byte of a than that of b. */
  private final BitSet leavesA = new BitSet();

  private final int length;

  /** A run of equal bytes, by its first positions. */
  private record Run(int inA, int inB, int length) {}

  private record Options(boolean length, boolean indexes, boolean lengths, long shortest) {
    static Options read(Args args) {
      boolean length = false;
      boolean indexes = false;
      boolean lengths = false;
      long shortest = 0;
      for (int i = 3; i < args.count(); i++) {
        if (args.is(i, "IDX")) {
          indexes = true;
        } else if (args.is(i, "LEN")) {
          length = true;
        } else if (args.is(i, "WITHMATCHLEN")) {
          lengths = true;
        } else if (args.is(i, "MINMATCHLEN") && i + 1 < args.count()) {
          shortest = args.integer(++i);
        } else {
          throw Errors.syntax();
        }
      }
      if (length && indexes) {
        throw Errors.lengthOrIndexes();
      }
      return new Options(length, indexes, lengths, shortest);
    }
  }

  private CommonSubsequence(byte[] a, byte[] b, boolean walks) {
    this.a = a;
    this.b = b;
    int[] row = new int[b.length + 1];
    for (int i = 0; i < a.length; i++) {
      int diagonal = 0;
      for (int j = 0; j < b.length; j++) {
        int above = row[j + 1];
        int left = row[j];
        if (a[i] == b[j]) {
          row[j + 1] = diagonal + 1;
        } else {
          row[j + 1] = Math.max(above, left);
          if (walks && above > left) {
            leavesA.set(i * b.length + j);
          }
        }
        diagonal = above;
      }
    }
    length = row[b.length];
  }

  /** The runs of the subsequence, the last one first. */
  private List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    int i = a.length - 1;
    int j = b.length - 1;
    int run = 0;
    while (i >= 0 && j >= 0) {
      if (a[i] == b[j]) {
        run++;
        i--;
        j--;
        continue;
      }
      if (run > 0) {
        runs.add(new Run(i + 1, j + 1, run));
        run = 0;
      }
      if (leavesA.get(i * b.length + j)) {
        i--;
      } else {
        j--;
      }
    }
    if (run > 0) {
      runs.add(new Run(i + 1, j + 1, run));
    }
    return runs;
  }

  static void lcs(Call call) {
    Args args = call.args();
    byte[] a = string(call, args.name(1));
    byte[] b = string(call, args.name(2));
    Options options = Options.read(args);
    if ((a.length + 1L) * (b.length + 1L) * Integer.BYTES > Limits.LONGEST_STRING) {
      throw Errors.tooMuchForLcs();
    }
    CommonSubsequence found = new CommonSubsequence(a, b, !options.length);
    if (options.length) {
      call.reply().integer(found.length);
    } else if (options.indexes) {
      found.tellRuns(call.reply(), options);
    } else {
      call.reply().bulk(found.bytes());
    }
  }

  private static byte[] string(Call call, Name key) {
    try {
      byte[] bytes = call.db().string(key).get();
      return bytes == null ? EMPTY : bytes;
    } catch (WrongTypeException e) {
      throw Errors.notStrings();
    }
  }

  private byte[] bytes() {
    byte[] bytes = new byte[length];
    int end = length;
    for (Run run : runs()) {
      end -= run.length;
      System.arraycopy(a, run.inA, bytes, end, run.length);
    }
    return bytes;
  }

  private void tellRuns(Reply reply, Options options) {
    List<Run> runs = runs();
    runs.removeIf(run -> run.length < options.shortest);
    reply.map(2);
    reply.bulk("matches");
    reply.array(runs.size());
    for (Run run : runs) {
      reply.array(options.lengths ? 3 : 2);
      tellRange(reply, run.inA, run.length);
      tellRange(reply, run.inB, run.length);
      if (options.lengths) {
        reply.integer(run.length);
      }
    }
    reply.bulk("len");
    reply.integer(length);
  }

  private static void tellRange(Reply reply, int from, int length) {
    reply.array(2);
    reply.integer(from);
    reply.integer(from + length - 1L);
  }
}

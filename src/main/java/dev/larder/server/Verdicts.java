package dev.larder.server;

import dev.larder.internal.journal.FileReport;
import dev.larder.internal.journal.Inspection;
import dev.larder.internal.journal.Inspection.Outcome;
import dev.larder.internal.log.SegmentDamage;
import java.io.PrintStream;

/** Says what is damaged and what opening would make of it. */
final class Verdicts {
  static final String NOTHING_LOCKED =
      "nothing was locked: if a store has the directory open, what it is just writing may look like"
          + " damage";

  private Verdicts() {}

  /** Prints, and answers the status to exit with. */
  static int print(Inspection inspection, PrintStream out, PrintStream err) {
    if (inspection.outcome() == Outcome.NO_STORE) {
      err.println(inspection.says());
      return Tool.COULD_NOT_RUN;
    }
    for (FileReport file : inspection.files()) {
      for (SegmentDamage damage : file.damage()) {
        out.println("damage: " + damage + "; " + fate(file, inspection.outcome()));
      }
    }
    switch (inspection.outcome()) {
      case OPENS -> out.println("good: opening reads everything");
      case CUTS -> out.println("opening cuts off " + inspection.says());
      default -> out.println("opening refuses: " + inspection.says());
    }
    if (inspection.isGood()) {
      return Tool.GOOD;
    }
    err.println(NOTHING_LOCKED);
    return Tool.DAMAGE;
  }

  private static String fate(FileReport file, Outcome outcome) {
    if (!file.isInForce()) {
      return "opening does not read this file";
    }
    return outcome == Outcome.CUTS ? "opening cuts it off" : "opening refuses it";
  }
}

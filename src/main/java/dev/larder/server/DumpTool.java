package dev.larder.server;

import dev.larder.internal.journal.StoreDump;
import dev.larder.internal.json.JsonWriter;
import dev.larder.internal.log.Disk;
import dev.larder.internal.log.SegmentDamage;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code dump DIR}: every change as a line of JSON. */
final class DumpTool {
  /** So often it is looked whether somebody still reads. */
  private static final int CHECKED = 1024;

  private DumpTool() {}

  static int run(List<String> args, PrintStream out, PrintStream err) throws IOException {
    Disk disk = Directories.only(args, "dump");
    JsonWriter json = new JsonWriter(out);
    int[] lines = new int[1];
    List<SegmentDamage> damage =
        StoreDump.of(
            disk,
            change -> {
              json.write(change);
              out.append('\n');
              if (++lines[0] % CHECKED == 0 && out.checkError()) {
                throw new IOException("nobody reads the output any more");
              }
            });
    if (damage == null) {
      err.println(disk + " holds no store");
      return Tool.COULD_NOT_RUN;
    }
    damage.forEach(part -> err.println("damage: " + part));
    if (damage.isEmpty()) {
      return Tool.GOOD;
    }
    err.println(Verdicts.NOTHING_LOCKED);
    return Tool.DAMAGE;
  }
}

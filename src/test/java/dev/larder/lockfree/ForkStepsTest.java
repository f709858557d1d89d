package dev.larder.lockfree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.larder.Larder;
import dev.larder.Mark;
import dev.larder.internal.cell.Content;
import dev.larder.internal.cell.Name;
import dev.larder.internal.store.Store;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Steps;
import dev.larder.internal.table.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A world that ends while somebody is in the middle of a change in it. */
@Isolated // the probe is one for the JVM
class ForkStepsTest {
  private final Larder larder = Larder.inMemory();
  private boolean armed;

  @AfterEach
  void close() {
    Steps.probe(null);
    larder.close();
  }

  /** Does something when this thread, which then does something else, has decided. */
  private void meanwhile(Runnable action) {
    armed = true;
    Thread here = Thread.currentThread();
    Steps.probe(
        reached -> {
          if (armed && Thread.currentThread() == here && reached == Steps.Step.DECIDED) {
            armed = false;
            action.run();
          }
        });
  }

  @Test
  void aTableIsOfTheWorldInWhichItsNameGotIt() {
    World before = ((Store) larder).database(0).engine().latestWorld();
    Mark[] mark = new Mark[1];
    meanwhile(
        () -> {
          for (int i = 0; i < 40; i++) { // so that what was decided on has changed
            larder.value("v" + i, String.class).set("x");
          }
          mark[0] = larder.mark();
        });
    larder.map("m", String.class, Integer.class).put("k", 1);
    Name name = Name.of("m");
    Node found = before.names().findVeiled(name, name.hashCode());
    assertNotNull(found, "nobody has looked into the names since, so it came before the mark");
    assertSame(before, ((Content) found.value()).table().world());
    larder.map("m", String.class, Integer.class).put("k", 2);
    larder.rewind(mark[0]);
    assertEquals(1, larder.map("m", String.class, Integer.class).get("k"));
  }

  @Test
  void aTableOfTheNextWorldIsOfThat() {
    meanwhile(
        () -> {
          larder.mark().close();
          larder.names(); // takes over
          larder.value("v", String.class).set("x");
        });
    larder.map("m", String.class, Integer.class).put("k", 1);
    World latest = ((Store) larder).database(0).engine().latestWorld();
    Name name = Name.of("m");
    Node found = latest.names().findVeiled(name, name.hashCode());
    assertNotNull(found);
    assertSame(latest, ((Content) found.value()).table().world());
    assertEquals(1, larder.map("m", String.class, Integer.class).get("k"));
  }
}

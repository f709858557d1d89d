package dev.larder.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two commands that a newcomer types are those that the machines run. */
class CommandsTest {
  private static final List<String> COMMANDS =
      Markdown.readme().blocks().get(0).code().lines().toList();

  @Test
  void areTheFirstBlockOfTheReadme() {
    assertEquals(
        List.of("mvn -q -B compile exec:exec@tour", "mvn -B verify"),
        COMMANDS,
        "the tour, and the tests");
  }

  @ParameterizedTest
  @ValueSource(strings = {".github/workflows/build.yml", ".ci/run"})
  void areRunBy(String script) {
    // Machines leave out the progress of downloads, and begin from nothing.
    String text = Markdown.readString(Path.of(script)).replace(" -ntp", "").replace(" clean", "");
    for (String command : COMMANDS) {
      assertTrue(text.contains(command), () -> script + " doesn't run: " + command);
    }
  }
}

package dev.larder.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;

/**
 * The order of the internal packages: a class may use those of lower floors, and of its own
 * package.
 */
final class PointDown extends ArchCondition<JavaClass> {
  private static final String PREFIX = "dev.larder.internal.";

  /** From the top down. Packages of one floor don't know each other. */
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of("store"),
          Set.of("cache"),
          Set.of("kind"),
          Set.of("tx"),
          Set.of("journal"),
          Set.of("cell"),
          Set.of("expiry", "channel"),
          Set.of("table", "stream"),
          Set.of("tree", "log"),
          Set.of("time", "codec", "json", "eviction"));

  /** The table is a leaf as well, but its overfull buckets are trees. */
  private static final Set<String> TABLE_MAY_USE = Set.of("tree");

  PointDown() {
    super("use only packages below their own: %s", FLOORS);
  }

  @Override
  public void check(JavaClass origin, ConditionEvents events) {
    String from = packageOf(origin);
    if (floor(from) < 0) {
      String message = origin.getName() + ": give its package a floor in PointDown";
      events.add(SimpleConditionEvent.violated(origin, message));
      return;
    }
    for (Dependency arrow : origin.getDirectDependenciesFromSelf()) {
      JavaClass target = arrow.getTargetClass();
      if (target.getPackageName().startsWith(PREFIX) && !allowed(from, packageOf(target))) {
        events.add(SimpleConditionEvent.violated(arrow, arrow.getDescription()));
      }
    }
  }

  private static boolean allowed(String from, String to) {
    if (from.equals(to)) {
      return true;
    }
    return from.equals("table") ? TABLE_MAY_USE.contains(to) : floor(from) < floor(to);
  }

  private static int floor(String name) {
    for (int i = 0; i < FLOORS.size(); i++) {
      if (FLOORS.get(i).contains(name)) {
        return i;
      }
    }
    return -1;
  }

  private static String packageOf(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(PREFIX)
        ? name.substring(PREFIX.length()).replaceFirst("\\..*", "")
        : "none: " + name;
  }
}

package dev.larder.redis.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * Which families a program's commands come from: three of four from the focus, the others from any
 * of the company, so that keys have unexpected types.
 */
record Mix(List<Family> focus, List<Family> company) {
  private static final int FOCUS_PERCENT = 75;

  Mix {
    focus = List.copyOf(focus);
    company = List.copyOf(company);
  }

  /** All of them alike. */
  static Mix of(List<Family> families) {
    return new Mix(families, families);
  }

  Family pick(Gen gen) {
    return gen.pick(gen.chance(FOCUS_PERCENT) ? focus : company);
  }

  String names() {
    List<String> names = new ArrayList<>();
    focus.forEach(family -> names.add(family.name()));
    return String.join(",", names);
  }
}

package dev.larder.redis.differential;

import java.util.List;

/** Makes commands of one family, right ones and wrong ones. */
@FunctionalInterface
interface Family {
  List<String> next(Gen gen);
}

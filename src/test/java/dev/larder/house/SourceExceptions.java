package dev.larder.house;

import java.util.List;

/**
 * The files excused from a rule. The list may only shrink: an entry whose file no longer breaks its
 * rule fails the build, and a new entry needs a page in {@code docs/design} that says why.
 */
final class SourceExceptions {
  /**
   * One file and the rule that it may break.
   *
   * @param path relative to {@code src}
   * @param because the reason, for a reader
   */
  record SourceException(SourceRule rule, String path, String because) {}

  static final List<SourceException> ALL =
      List.of(
          new SourceException(
              SourceRule.SERIALISATION,
              "main/java/dev/larder/jcache/SerialCopier.java",
              "JSR-107 copies what is stored by value so; see docs/design/0015-jcache.md"));

  private SourceExceptions() {}

  static boolean excused(SourceRule rule, JavaSource source) {
    return ALL.stream().anyMatch(e -> e.rule() == rule && e.path().equals(source.path()));
  }
}

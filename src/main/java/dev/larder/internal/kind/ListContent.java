package dev.larder.internal.kind;

import dev.larder.internal.tree.ListTree;

/** The content of a list: one version of it, never empty. */
final class ListContent extends TypedContent {
  private final ListTree<?> tree;

  ListContent(Types types, ListTree<?> tree) {
    super(types);
    this.tree = tree;
  }

  ListTree<?> tree() {
    return tree;
  }
}

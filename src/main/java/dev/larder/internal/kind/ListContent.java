package dev.larder.internal.kind;

import dev.larder.Codec;
import dev.larder.internal.codec.Codecs;
import dev.larder.internal.journal.ChangeWriter;
import dev.larder.internal.tree.ListTree;
import dev.larder.internal.tree.Splice;
import org.jspecify.annotations.Nullable;

/** One version of a list: a persistent tree. */
final class ListContent extends TypedContent {
  /** So many items of a list stand together in a snapshot. */
  static final int CHUNK = 128;

  private final ListTree<?> tree;
  private final long id;
  private final long version;
  private boolean recorded;

  /**
   * A version.
   *
   * @param id the list's number, which it keeps as long as it exists
   * @param version counts the versions of this list
   * @param recorded whether the journal knows this version already
   */
  ListContent(Types types, ListTree<?> tree, long id, long version, boolean recorded) {
    super(types);
    this.tree = tree;
    this.id = id;
    this.version = version;
    this.recorded = recorded;
  }

  ListTree<?> tree() {
    return tree;
  }

  /** The version after this one. */
  ListContent next(ListTree<?> changed) {
    return new ListContent(types(), changed, id, version + 1, false);
  }

  @Override
  public void describe(@Nullable Object before, ChangeWriter out) {
    if (recorded || !(before instanceof ListContent list && list.id == id)) {
      out.bind(types().name(), id);
      if (!recorded) {
        out.append(id, version, 0, tree.size());
        items(0, tree.size(), out);
      }
    } else {
      Splice splice = Splice.between(list.tree, tree);
      out.splice(id, version, splice.from(), splice.removed(), splice.added());
      items(splice.from(), splice.from() + splice.added(), out);
    }
    recorded = true; // by the one thread that sees this version before it is published
  }

  @Override
  public long describeAll(ChangeWriter out) {
    out.bind(types().name(), id);
    for (int from = 0; from < tree.size(); from += CHUNK) {
      int to = Math.min(tree.size(), from + CHUNK);
      out.append(id, version, from, to - from);
      items(from, to, out);
      out.boundary();
    }
    return tree.size();
  }

  private void items(int from, int to, ChangeWriter out) {
    Codec<Object> codec = types().codec(0);
    for (int i = from; i < to; i++) {
      int part = out.beginPart();
      Codecs.write(codec, tree.get(i), out.out());
      out.endPart(part);
    }
  }
}

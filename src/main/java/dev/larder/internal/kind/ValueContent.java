package dev.larder.internal.kind;

import dev.larder.internal.codec.Codecs;
import dev.larder.internal.journal.ChangeWriter;
import org.jspecify.annotations.Nullable;

/** The content of a value. */
final class ValueContent extends TypedContent {
  private final Object value;
  private final ByteString.Form form;

  ValueContent(Types types, Object value) {
    this(types, value, ByteString.Form.NATURAL);
  }

  /**
   * The content of a value that a client made.
   *
   * @param form is not kept on the disk
   */
  ValueContent(Types types, Object value, ByteString.Form form) {
    super(types);
    this.value = value;
    this.form = form;
  }

  ByteString.Form form() {
    return form;
  }

  @Override
  public void describe(@Nullable Object before, ChangeWriter out) {
    int part = out.beginValue(types().name());
    Codecs.write(types().codec(0), value, out.out());
    out.endPart(part);
  }

  Object value() {
    return value;
  }

  @Override
  public long describeAll(ChangeWriter out) {
    describe(null, out);
    return 1;
  }
}

package dev.larder.internal.kind;

import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamResult;
import dev.larder.internal.table.Node;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream: one entry of the keyspace, whose content is a version of it.
 *
 * <p>Linearisation: a change, at the compare-and-set of that entry's bucket; a read, at the load of
 * it. Nothing else is shared.
 */
public final class StreamHandle {
  private final Binding binding;

  /** The stream of a name; its type is checked when it is used. */
  public StreamHandle(Shelf shelf, Name name, Access access) {
    this.binding = new Binding(shelf, name, StreamContent.TYPES, access);
  }

  /**
   * What becomes of a stream; it may be run again, and the last run counts.
   *
   * @param <T> the answer
   */
  @FunctionalInterface
  public interface Change<T extends @Nullable Object> {
    /**
     * Decides.
     *
     * @param current the stream, or null when there is none
     * @return what it shall be, null or the very same one for no change, and the answer
     */
    StreamResult<@Nullable Stream, T> make(@Nullable Stream current);
  }

  /** The stream, or null when there is none; one without entries is one. */
  public @Nullable Stream get() {
    return stream(binding.content());
  }

  private static @Nullable Stream stream(@Nullable TypedContent content) {
    return content == null ? null : ((StreamContent) content).stream();
  }

  /** Changes the stream atomically; answers what the change answered. */
  public <T extends @Nullable Object> T change(Change<T> change) {
    Changing<T> changing = new Changing<>(change);
    binding.change(changing, null);
    return Objects.requireNonNull(changing.made).value();
  }

  private final class Changing<T extends @Nullable Object> implements Operation {
    private final Change<T> change;
    private @Nullable StreamResult<@Nullable Stream, T> made;

    Changing(Change<T> change) {
      this.change = change;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very same version is no change
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      Stream before = stream(binding.contentOf(current));
      made = change.make(before);
      Stream after = made.after();
      if (after == null || after == before) {
        return KEEP;
      }
      return current == null
          ? StreamContent.first(binding.shelf.engine().nextId(), after)
          : ((StreamContent) current.value()).next(after);
    }
  }
}

package dev.larder.internal.journal;

import dev.larder.SnapshotProgress;
import dev.larder.internal.cell.Content;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Writes the state of a store while others change it.
 *
 * <p>What the names stand for is that of one moment: values, lists and sorted sets are immutable
 * and written as they were then. The entries of maps and sets are read afterwards, each as it is
 * when it is come to; the journal, which is replayed from before the beginning to beyond the end,
 * sets them right. A table that was renamed meanwhile is looked for under its new name.
 */
final class StateWriter {
  private static final int ATTEMPTS = 1000;

  private final RecordSink sink;
  private final TypeIds types;
  private final ToLongFunction<TypeName> typeIds;
  private final Set<Long> defined = new HashSet<>();
  private final ChangeWriter out;
  private final Consumer<? super SnapshotProgress> progress;
  private final long now;
  private final Set<Long> missed = new HashSet<>();
  private long entries;
  private long names;
  private long allNames;

  /**
   * A writer.
   *
   * @param types the numbers that are known at the beginning
   * @param typeIds gives the number of a type
   * @param now what has run out by then is left out, in milliseconds of the epoch
   */
  StateWriter(
      RecordSink sink,
      TypeIds types,
      ToLongFunction<TypeName> typeIds,
      Consumer<? super SnapshotProgress> progress,
      long now) {
    this.sink = sink;
    this.types = types;
    this.progress = progress;
    this.now = now;
    this.typeIds = typeIds;
    this.out = new ChangeWriter(this::typeId, this::flush);
  }

  /**
   * The number of a type. One that the record did not know at the beginning is defined here too:
   * there that stands behind all of this state.
   */
  private long typeId(TypeName type) {
    long id = typeIds.applyAsLong(type);
    define(new TypeIds.Definition(id, type));
    return id;
  }

  private void define(TypeIds.Definition definition) {
    if (defined.add(definition.id())) {
      out.define(definition);
    }
  }

  /** Takes the records of a state. */
  interface RecordSink {
    /** A record, in an array that is the caller's. */
    void add(byte[] bytes, int length) throws IOException;

    /** How many bytes have been written. */
    long size();
  }

  /**
   * The names of one keyspace at one moment.
   *
   * @param cleared whether the world came after a clearing, of which changes that come too late
   *     have to be told even when there are no names
   */
  private record Moment(World world, List<Node> names, boolean cleared) {
    static Moment of(Engine engine) {
      World world = engine.world();
      List<Node> names = new ArrayList<>();
      world.names().snapshot(true, names::add);
      return new Moment(world, names, engine.wasCleared(world));
    }
  }

  /**
   * Writes all that the names of keyspaces stand for.
   *
   * @param engines the store's own keyspace first
   */
  void write(List<Engine> engines) throws IOException {
    List<Moment> moments = engines.stream().map(Moment::of).toList();
    allNames = moments.stream().mapToLong(moment -> moment.names.size()).sum();
    try {
      // Only now: what is there has numbers and types that are known by now.
      out.state(moments.get(0).world.id(), engines.get(0).peekId());
      types.all().forEach(this::define);
      for (Moment moment : moments) {
        write(moment);
      }
      flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(Moment moment) throws IOException {
    World world = moment.world;
    if (moment.cleared && world.database() != 0) {
      out.database(world.database(), world.id());
    }
    for (Node node : moment.names) {
      if (node.expiresAt() > now) {
        writeName(world, node);
      }
      names++;
    }
    findMissed(world);
  }

  private void writeName(World world, Node node) {
    Content content = (Content) node.value();
    if (!((Recorded) content).isKept()) {
      return;
    }
    out.name(world.database(), world.id(), (Name) node.key(), node.expiresAt());
    entries += ((Recorded) content).describeAll(out);
    Table table = content.table();
    if (table != null && !writeEntries(table)) {
      missed.add(((EntryFormat) table.label()).id());
    }
    out.boundary();
  }

  /** Writes the entries of a table; false when it has ended. */
  private boolean writeEntries(Table table) {
    EntryFormat format = (EntryFormat) table.label();
    if (table.generation(true) == null) {
      return false;
    }
    table.forEach(
        entry -> {
          if (entry.expiresAt() > now) {
            out.entry(format, entry);
            entries++;
            out.boundary();
          }
        });
    return true;
  }

  /**
   * Looks for tables that had moved before their entries were read, until they are found or gone.
   */
  private void findMissed(World world) throws IOException {
    for (int i = 0; !missed.isEmpty() && isThere(world); i++) {
      if (i == ATTEMPTS) {
        throw new IOException("collections are renamed faster than they can be found: " + missed);
      }
    }
  }

  /** Writes what is found; answers whether something was found that has moved again. */
  private boolean isThere(World world) {
    boolean[] moved = new boolean[1];
    world
        .names()
        .forEach(
            node -> {
              Table table = ((Content) node.value()).table();
              Long id = table == null ? null : ((EntryFormat) table.label()).id();
              if (table != null && missed.contains(id)) {
                if (writeEntries(table)) {
                  missed.remove(id);
                } else {
                  moved[0] = true;
                }
              }
            });
    return moved[0];
  }

  private void flush() {
    if (out.size() == 0) {
      return;
    }
    try {
      sink.add(out.out().array(), out.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.clear();
    progress.accept(new SnapshotProgress(entries, names, allNames, sink.size()));
  }
}

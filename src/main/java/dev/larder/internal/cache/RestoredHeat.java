package dev.larder.internal.cache;

import dev.larder.internal.cell.Name;
import dev.larder.internal.journal.EntryFormat;
import dev.larder.internal.journal.HeatFiles;
import dev.larder.internal.journal.HeatKeys;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.collections.impl.list.mutable.primitive.ByteArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.LongObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a table were how hot when that was last written down. Takes no more memory than
 * the table's entries ask for, whatever the file says.
 */
final class RestoredHeat implements HeatFiles.Target {
  private final Table table;
  private final LongObjectHashMap<Node> byHash = new LongObjectHashMap<>();
  private final List<Node> order = new ArrayList<>();
  private final ByteArrayList heats = new ByteArrayList();

  private RestoredHeat(Table table) {
    this.table = table;
  }

  /** What is known of a table, or null for nothing. */
  static @Nullable RestoredHeat read(HeatFiles files, Name name, Table table) {
    RestoredHeat heat = new RestoredHeat(table);
    boolean good = files.read(name, heat);
    heat.byHash.clear();
    return good ? heat : null;
  }

  @Override
  public void begin(HeatKeys keys) {
    EntryFormat format = (EntryFormat) table.label();
    table.forEach(entry -> byHash.put(keys.of(format, entry.key()), entry));
  }

  @Override
  public void add(long hash, byte heat) {
    Node entry = byHash.remove(hash);
    if (entry != null) {
      order.add(entry);
      heats.add(heat);
    }
  }

  /** Takes an entry and its heat. */
  @FunctionalInterface
  interface Visitor {
    void visit(Node entry, byte heat);
  }

  /** Shows the entries, the coldest first. */
  void forEach(Visitor visitor) {
    for (int i = 0; i < order.size(); i++) {
      visitor.visit(order.get(i), heats.get(i));
    }
  }
}

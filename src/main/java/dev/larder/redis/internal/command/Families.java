package dev.larder.redis.internal.command;

import dev.larder.redis.internal.CommandTable;

/** All families of commands. */
public final class Families {
  private Families() {}

  /** Puts the rows of all families into a table. */
  public static void addTo(CommandTable table) {
    ConnectionCommands.addTo(table);
    TransactionCommands.addTo(table);
    WatchCommands.addTo(table);
    KeyCommands.addTo(table);
    StringCommands.addTo(table);
    BitCommands.addTo(table);
    HyperLogLogCommands.addTo(table);
    HashCommands.addTo(table);
    ListCommands.addTo(table);
    ListMoves.addTo(table);
    BlockingLists.addTo(table);
    SetCommands.addTo(table);
    SortedSetCommands.addTo(table);
    BlockingSortedSets.addTo(table);
    GeoCommands.addTo(table);
    StreamCommands.addTo(table);
    StreamGroups.addTo(table);
    StreamPending.addTo(table);
    StreamReads.addTo(table);
    StreamInfo.addTo(table);
  }
}

package dev.larder.redis.internal.command;

import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Group;

/** All families of commands. */
public final class Families {
  private Families() {}

  /** Puts what clients begin with into a table. */
  public static void addGreetings(CommandTable table) {
    table.group(Group.CONNECTION);
    ConnectionCommands.addTo(table);
  }

  /** Puts the rows of all other families into a table. */
  public static void addOthers(CommandTable table) {
    table.group(Group.CONNECTION);
    ClientCommands.addTo(table);
    table.group(Group.TRANSACTIONS);
    TransactionCommands.addTo(table);
    WatchCommands.addTo(table);
    table.group(Group.PUBSUB);
    PubSubCommands.addTo(table);
    table.group(Group.SERVER);
    MonitorCommand.addTo(table);
    ConfigCommands.addTo(table);
    CommandCommands.addTo(table);
    ServerCommands.addTo(table);
    SlowLogCommands.addTo(table);
    LatencyCommands.addTo(table);
    MemoryCommands.addTo(table);
    DebugCommands.addTo(table);
    table.group(Group.GENERIC);
    KeyCommands.addTo(table);
    table.group(Group.STRING);
    StringCommands.addTo(table);
    table.group(Group.BITMAP);
    BitCommands.addTo(table);
    table.group(Group.HYPERLOGLOG);
    HyperLogLogCommands.addTo(table);
    table.group(Group.HASH);
    HashCommands.addTo(table);
    table.group(Group.LIST);
    ListCommands.addTo(table);
    ListMoves.addTo(table);
    BlockingLists.addTo(table);
    table.group(Group.SET);
    SetCommands.addTo(table);
    table.group(Group.SORTED_SET);
    SortedSetCommands.addTo(table);
    BlockingSortedSets.addTo(table);
    table.group(Group.GEO);
    GeoCommands.addTo(table);
    ElementScan.addTo(table);
    table.group(Group.STREAM);
    StreamCommands.addTo(table);
    StreamGroups.addTo(table);
    StreamPending.addTo(table);
    StreamReads.addTo(table);
    StreamInfo.addTo(table);
  }
}

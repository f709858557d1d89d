package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.internal.tree.ListTree;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Category;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Db;
import dev.larder.redis.internal.DoubleText;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.KeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SORT and SORT_RO. */
final class SortCommands {
  private static final byte[] EMPTY = new byte[0];

  private SortCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("SORT", -2, WRITE, DENYOOM)
        .about("1.0.0", "Sorts what a list, set or sorted set holds; may store it")
        .specs(
            KeySpec.at(1, "RO access"),
            KeySpec.anywhere("RO access", "Where BY and GET look follows from what is sorted"),
            KeySpec.anywhere("OW update", "STORE may stand anywhere among the options"))
        .acl(Category.SET, Category.SORTEDSET, Category.LIST, Category.DANGEROUS)
        .keys(1, 1, 1)
        .keys(SortCommands::keys)
        .runs(call -> sort(call, true));
    table
        .row("SORT_RO", -2, READONLY)
        .about("7.0.0", "Sorts what a list, set or sorted set holds")
        .specs(
            KeySpec.at(1, "RO access"),
            KeySpec.anywhere("RO access", "Where BY and GET look follows from what is sorted"))
        .acl(Category.SET, Category.SORTEDSET, Category.LIST, Category.DANGEROUS)
        .keys(1, 1, 1)
        .keys(args -> new int[] {1})
        .runs(call -> sort(call, false));
  }

  private static int[] keys(Args args) {
    int store = 0;
    for (int i = 2; i < args.count() - 1; i++) {
      if (args.is(i, "LIMIT")) {
        i += 2;
      } else if (args.is(i, "GET") || args.is(i, "BY")) {
        i++;
      } else if (args.is(i, "STORE")) {
        store = ++i;
      }
    }
    return store == 0 ? new int[] {1} : new int[] {1, store};
  }

  /** An item, and what it is sorted by: bytes or a number. */
  private static final class Item {
    private final byte[] bytes;
    private final byte @Nullable [] text;
    private final double weight;

    Item(byte[] bytes, byte @Nullable [] text, double weight) {
      this.bytes = bytes;
      this.text = text;
      this.weight = weight;
    }

    byte @Nullable [] text() {
      return text;
    }
  }

  private static void sort(Call call, boolean mayStore) {
    SortOptions options = SortOptions.read(call.args(), mayStore);
    Name key = call.args().name(1);
    Db db = call.db();
    CollectionType type = db.keys().type(key);
    List<byte[]> items = items(db, key, type);
    if (options.isUnsorted() && type == CollectionType.SET && options.store() != null) {
      options = options.alphabetical(); // so that what is stored is not left to chance
    }
    if (!options.isUnsorted()) {
      items = sorted(call, items, options);
    } else if (options.descending() && type != CollectionType.SET) {
      Collections.reverse(items);
    }
    List<byte @Nullable []> found = new ArrayList<>();
    for (byte[] item : options.limited(items)) {
      if (options.gets().isEmpty()) {
        found.add(item);
      }
      for (SortPattern pattern : options.gets()) {
        found.add(pattern.valueFor(call, item));
      }
    }
    Name store = options.store();
    if (store == null) {
      call.reply().array(found.size());
      found.forEach(call.reply()::bulk);
    } else {
      store(call, store, found);
    }
  }

  private static List<byte[]> items(Db db, Name key, @Nullable CollectionType type) {
    List<byte[]> items = new ArrayList<>();
    if (type == null) {
      return items;
    }
    switch (type) {
      case LIST -> {
        for (Object item : db.list(key).version().toArray()) {
          items.add((byte[]) item);
        }
      }
      case SET -> db.set(key).forEach(member -> items.add(member.bytes()));
      case SORTED_SET -> {
        SortedSetContent<Name> set = db.sortedSet(key).version();
        set.setLargeRelease(); // Redis stores it otherwise from now on, too
        set.forEach(entry -> items.add(entry.member().bytes()));
      }
      default -> throw Errors.wrongType();
    }
    return items;
  }

  private static List<byte[]> sorted(Call call, List<byte[]> items, SortOptions options) {
    SortPattern by = options.by();
    List<Item> weighed = new ArrayList<>(items.size());
    for (byte[] item : items) {
      byte[] text = by == null ? item : by.valueFor(call, item);
      double weight = options.alpha() || text == null ? 0 : DoubleText.weight(text);
      if (Double.isNaN(weight)) {
        throw Errors.weightsNotNumbers();
      }
      weighed.add(new Item(item, text, weight));
    }
    Comparator<Item> order = options.alpha() ? alphabetical(options) : SortCommands::byWeight;
    weighed.sort(options.descending() ? order.reversed() : order);
    List<byte[]> sorted = new ArrayList<>(items.size());
    weighed.forEach(item -> sorted.add(item.bytes));
    return sorted;
  }

  /** Those with equal weights by their bytes. */
  private static int byWeight(Item left, Item right) {
    if (left.weight != right.weight) {
      return left.weight < right.weight ? -1 : 1;
    }
    return Arrays.compareUnsigned(left.bytes, right.bytes);
  }

  private static Comparator<Item> alphabetical(SortOptions options) {
    // What is only told is compared as C compares texts, which end at the first NUL.
    Comparator<byte[]> order =
        options.store() != null ? Arrays::compareUnsigned : SortCommands::compareTexts;
    return Comparator.comparing(Item::text, Comparator.nullsFirst(order));
  }

  private static int compareTexts(byte[] left, byte[] right) {
    return Arrays.compareUnsigned(left, 0, length(left), right, 0, length(right));
  }

  private static int length(byte[] text) {
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return end;
  }

  private static void store(Call call, Name key, List<byte @Nullable []> found) {
    boolean wasThere = call.db().names().delete(key) > 0;
    if (!found.isEmpty()) {
      Object[] items = found.stream().map(item -> item == null ? EMPTY : item).toArray();
      call.db().list(key).update(tree -> listOf(items));
      call.notify('l', "sortstore", key);
    } else if (wasThere) {
      call.notify('g', "del", key);
    }
    call.reply().integer(found.size());
  }

  @SuppressWarnings("unchecked") // the items are byte arrays
  private static ListTree<byte[]> listOf(Object[] items) {
    return (ListTree<byte[]>) (ListTree<?>) ListTree.of(items);
  }
}

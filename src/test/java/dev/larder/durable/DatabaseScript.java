package dev.larder.durable;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.Larder;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.kind.WireNames;
import dev.larder.internal.store.Store;
import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamAppend;
import dev.larder.internal.stream.StreamEntry;
import dev.larder.internal.stream.StreamId;
import dev.larder.internal.stream.StreamResult;
import dev.larder.internal.table.Node;
import dev.larder.internal.tx.TxAccess;
import dev.larder.redis.internal.Db;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A random program of what clients do in several databases, one change at one moment each, and a
 * text of all that these hold.
 */
final class DatabaseScript implements CrashTest.Program {
  private static final int[] USED = {0, 1, 2, 15};
  private static final Name LAST = Name.of("s-last");
  private static final byte[] FIELD = "f".getBytes(UTF_8);

  private final SplittableRandom random;
  private int step;

  DatabaseScript(long seed) {
    random = new SplittableRandom(seed);
  }

  static Db db(Larder larder, int number) {
    Shelf shelf = ((Store) larder).database(number);
    return new Db(shelf, shelf.direct());
  }

  private static Db in(Larder larder, int number, TxAccess tx) {
    Shelf shelf = ((Store) larder).database(number);
    return new Db(shelf, tx.in(shelf.transactor()));
  }

  private Name name() {
    return Name.of("shlezx".charAt(random.nextInt(6)) + "" + random.nextInt(2));
  }

  @Override
  public void step(Larder larder) {
    step++;
    int index = random.nextInt(USED.length);
    int here = USED[index];
    int there = USED[(index + 1 + random.nextInt(USED.length - 1)) % USED.length];
    Db db = db(larder, here);
    Db other = db(larder, there);
    long deadline = db.now() + 86_400_000L * (1 + random.nextInt(9));
    switch (random.nextInt(60)) {
      case 0, 1, 2, 3 -> db.keys().move(name(), other.keys());
      case 4, 5, 6, 7 -> copy(db, other);
      case 8, 9, 10 -> db.keys().exchange(other.keys());
      case 11, 12, 13, 14, 15, 16, 17 -> several(larder, here, there);
      case 18, 19, 20 -> db.keys().expireAt(name(), deadline, db.now(), before -> true);
      case 21, 22, 23 -> rename(db);
      case 24, 25 -> db.names().delete(name(), name());
      case 26 -> WireNames.clear(List.of(db.keys()));
      case 27 -> WireNames.clear(List.of(db(larder, 0).keys(), db.keys(), other.keys()));
      default -> change(db, name(), random.nextInt(3));
    }
  }

  private void rename(Db db) {
    String kind = "" + "shlezx".charAt(random.nextInt(6));
    db.names().rename(Name.of(kind + "0"), Name.of(kind + "1"));
  }

  private void copy(Db from, Db to) {
    String kind = "" + "shlezx".charAt(random.nextInt(6));
    from.keys()
        .copy(
            Name.of(kind + random.nextInt(2)),
            to.keys(),
            Name.of(kind + random.nextInt(2)),
            random.nextBoolean());
  }

  /** A transaction over both, maybe with all of one taken out. */
  private void several(Larder larder, int here, int there) {
    Name first = name();
    Name second = name();
    int kind = random.nextInt(3);
    boolean flushes = random.nextInt(6) == 0;
    Shelf shelf = ((Store) larder).database(here);
    shelf
        .transactor()
        .run(
            tx -> {
              if (flushes) {
                WireNames.clear(List.of(in(larder, there, tx).keys()));
              }
              change(in(larder, here, tx), first, kind);
              change(in(larder, there, tx), second, kind);
              in(larder, there, tx).string(LAST).put(bytes("t" + step), Node.NEVER);
              return true;
            });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Changes what a name stands for; its first letter says what that is. */
  private void change(Db db, Name name, int kind) {
    Name element = Name.of("e" + step % 5);
    switch (name.toString().charAt(0)) {
      case 's' ->
          db.string(name).put(bytes("v" + step), kind == 0 ? db.now() + step * 1000L : Node.NEVER);
      case 'h' -> {
        if (kind == 0) {
          db.hash(name).remove(element);
        } else {
          db.hash(name).put(element, bytes("v" + step));
        }
      }
      case 'l' -> {
        if (kind == 0) {
          db.list(name).deque().pollFirst();
        } else {
          db.list(name).add(bytes("i" + step));
        }
      }
      case 'e' -> {
        if (kind == 0) {
          db.set(name).remove(element);
        } else {
          db.set(name).add(element);
        }
      }
      case 'z' -> db.sortedSet(name).add(element, step);
      default ->
          db.stream(name)
              .change(
                  current -> new StreamResult<>(with(current == null ? Stream.EMPTY : current), 0));
    }
  }

  private Stream with(Stream stream) {
    StreamId id = StreamAppend.automatic(stream, 1000).id();
    return stream.append(new StreamEntry(id, new byte[][] {FIELD, bytes("v" + step)}));
  }

  @Override
  public String text(Larder larder) {
    return textOf(larder);
  }

  /** All that databases hold which only such scripts have changed. */
  static String textOf(Larder larder) {
    Map<Integer, String> all = new TreeMap<>();
    for (int number : USED) {
      Db db = db(larder, number);
      Map<String, String> names = new TreeMap<>();
      for (Name name : db.keys().all()) {
        Long deadline = Objects.requireNonNull(db.keys().deadline(name));
        names.put(name.toString(), text(db, name) + (deadline == Node.NEVER ? "" : "@" + deadline));
      }
      if (!names.isEmpty()) {
        all.put(number, names.toString());
      }
    }
    return all.toString();
  }

  private static String text(Db db, Name name) {
    return switch (name.toString().charAt(0)) {
      case 's' -> text(Objects.requireNonNull(db.string(name).get()));
      case 'h' -> {
        Map<String, String> entries = new TreeMap<>();
        db.hash(name).forEach((key, value) -> entries.put(key.toString(), text(value)));
        yield entries.toString();
      }
      case 'l' -> db.list(name).stream().map(DatabaseScript::text).toList().toString();
      case 'e' -> db.set(name).stream().map(Name::toString).sorted().toList().toString();
      case 'z' -> db.sortedSet(name).toString();
      default -> {
        Stream stream = Objects.requireNonNull(db.stream(name).get());
        StringBuilder text = new StringBuilder().append(stream.lastId());
        for (int i = 0; i < stream.length(); i++) {
          text.append(' ').append(text(stream.entries().itemAt(i).fieldsAndValues()[1]));
        }
        yield text.toString();
      }
    };
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}

package dev.larder.internal.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A lock-free hash table of immutable entries. Writers come in through the cell layer above. */
public final class Table {
  /*
   * Shared: the root (an array of buckets, the current generation, or a marked root), the slots of
   * the arrays, the counter, and a bound of the earliest expiry.
   *
   * 1. A slot is null until it is touched in its generation, and then never null again. Emptied
   *    buckets hold Mark.Empty. So a compare-and-set from null can't be fooled by a late helper.
   * 2. The head of a bucket is always a new object (see Chain): reference equality of the head
   *    means that nothing in the bucket changed.
   * 3. Growth, shrinking and snapshots all begin a new generation: one compare-and-set of the root
   *    to an array whose header names the old one as its source. A bucket of the new generation is
   *    null until somebody pulls it: freezes what it stems from, then puts the content in. Readers
   *    and writers that came in by the new root pull before they look; so from the moment when the
   *    new root is seen to be used on a bucket, the old one can't change there.
   * 4. A source is cut off only when no slot of its successor is null. There is one source at most.
   * 5. A table may go on as others, each in a world of its own (see World): its root becomes a mark
   *    that keeps the generation, which changes no more but by those who came before, and each of
   *    the others begins with a generation whose source that is. They are deferred: their root is a
   *    claim until somebody looks, and to help it is to take over.
   *
   * Linearisation. A change: its compare-and-set of the bucket; one that lands in the old
   * generation after the root was switched counts as before the switch: it began before, and all
   * who came after the switch freeze the bucket first, so none of them can have missed it.
   * A look-up: its load of the bucket, or, in a frozen one, the freezing. A snapshot: the switch
   * of the root; it freezes every bucket and reads what it froze.
   *
   * Modes: the root and slots are read with acquire, since what they lead to was published by a
   * compare-and-set. Resize after: Gao, Groote and Hesselink, "Lock-free dynamic hash tables with
   * open addressing" (2005), for the order freeze, copy, forget; the lazy pull is as in Prokopec et
   * al., "Concurrent tries with efficient non-blocking snapshots" (2012).
   */
  private static final int SMALLEST = 8;
  private static final int LARGEST = 1 << 30;
  private static final Node[] READ_AGAIN = new Node[0];

  private static final VarHandle ROOT;
  private static final VarHandle OBSERVER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      ROOT = lookup.findVarHandle(Table.class, "root", Node[].class);
      OBSERVER = lookup.findVarHandle(Table.class, "observer", TableObserver.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long id = Header.nextId();
  private final World world;
  private final Object label;
  private final LongAdder entries;
  private final Due due;
  private final @Nullable Base base;

  @SuppressWarnings("unused") // through ROOT
  private Node[] root;

  @SuppressWarnings("unused") // through OBSERVER
  private @Nullable TableObserver observer;

  /**
   * An empty table in a world.
   *
   * @param label what those above know it by; nothing in here looks at it
   */
  public Table(World world, Object label) {
    this.world = world;
    this.label = label;
    entries = new LongAdder();
    due = new Due();
    base = null;
    root = Buckets.allocate(SMALLEST, null); // published with the table itself
  }

  /** An empty table that is to be filled with so many entries before anybody else sees it. */
  public Table(World world, Object label, int expected) {
    this(world, label);
    root = Buckets.allocate(capacityFor(expected), null);
  }

  /** A table that takes over what another one held when its root was switched to dead. */
  private Table(Node[] root, Table before) {
    world = before.world;
    label = before.label;
    entries = before.entries; // late writers count in there, and what they wrote is ours
    due = before.due;
    base = before.base;
    this.root = root; // published with the table itself
  }

  /** A table that goes on from another one in another world. */
  private Table(
      World world, Object label, Table before, boolean copy, @Nullable Succession succession) {
    this.world = world;
    this.label = label;
    entries = copy ? new LongAdder() : before.entries;
    due = copy ? new Due() : before.due;
    base = copy ? new Base(before) : before.base;
    root = new Deferred(this, before, copy, succession).root(); // published with the table itself
  }

  /** Spreads a hash code: higher bits take part, and the result is not negative. */
  public static int spread(int hashCode) {
    return (hashCode ^ (hashCode >>> 16)) & Integer.MAX_VALUE;
  }

  /** The world in which a collection has this table. */
  public World world() {
    return world;
  }

  /** What those above know this table by; its successors have the same. */
  public Object label() {
    return label;
  }

  /** Whether this is the table of a world's names, and not of one collection. */
  public boolean isKeyspace() {
    return world.names() == this;
  }

  /** Orders this table's root among the cells of a multi-cell change. */
  public long id() {
    return id;
  }

  /** Who is told of what happens to the entries of this very table, or null. */
  public @Nullable TableObserver observerAcquire() {
    return (TableObserver) OBSERVER.getAcquire(this);
  }

  /**
   * Sets who is told from now on. Volatile: a walk that follows finds what was changed by those who
   * looked for an observer before.
   */
  public void observe(@Nullable TableObserver told) {
    OBSERVER.setVolatile(this, told);
  }

  /** The root: the current generation, or a marked array. */
  public Node[] rootAcquire() {
    return (Node[]) ROOT.getAcquire(this);
  }

  /** Replaces the root if it is the one expected; full fence. */
  public boolean casRoot(Node[] expected, Node[] replacement) {
    return ROOT.compareAndSet(this, expected, replacement);
  }

  /**
   * Finds the entry of a key, expired or not. O(1) expected.
   *
   * @param hash the key's spread hash
   * @return the entry, null when there is none, or a {@link RootMark} when the table is veiled or
   *     has ended
   */
  public @Nullable Node find(Object key, int hash) {
    Node[] tab = rootAcquire();
    Node first = Buckets.acquire(tab, Buckets.index(tab, hash));
    if (first == null || first.hash < 0) {
      return findSlowly(key, hash, false);
    }
    // Most look-ups end here; with the rest in a loop of its own they are measurably faster.
    if (first.hash == hash && (first.key == key || key.equals(first.key))) {
      return first;
    }
    for (Node node = first.next; node != null; node = node.next) {
      if (node.hash == hash && (node.key == key || key.equals(node.key))) {
        return node;
      }
    }
    return null;
  }

  /** As {@link #find}, and looks behind a veil; a mark now says that the table has ended. */
  public @Nullable Node findVeiled(Object key, int hash) {
    return findSlowly(key, hash, true);
  }

  private @Nullable Node findSlowly(Object key, int hash, boolean unveil) {
    for (; ; ) {
      Node[] tab = rootAcquire();
      Node head = settle(tab, Buckets.index(tab, hash));
      if (head instanceof RootMark mark) {
        if (!unveil || mark.isDead()) {
          return mark;
        }
        tab = mark.generation();
        head = settle(tab, Buckets.index(tab, hash));
      }
      if (head instanceof Claim) {
        continue; // of the root, and over by now
      }
      if (head instanceof Mark.Frozen frozen) {
        // We came before the switch that froze it: what was frozen is what we would have seen.
        return Chain.find(frozen.content, key, hash);
      }
      return Chain.find(head, key, hash);
    }
  }

  /**
   * The content of a slot when no multi-cell change holds it and it has been pulled: a chain, an
   * overfull bucket, a mark of emptiness, a mark of freezing or of the root, or null for a bucket
   * that was never used. A claim is answered, after help, only in a marked root: read the root
   * again.
   */
  public static @Nullable Node settle(Node[] tab, int index) {
    for (; ; ) {
      Node head = Buckets.acquire(tab, index);
      if (head == null) {
        if (Passage.pullFor(tab, index)) {
          continue;
        }
        // The source may have been cut off between the two loads; then the slot is filled.
        head = Buckets.acquire(tab, index);
        if (head == null) {
          return null;
        }
      }
      if (head instanceof Claim claim) {
        claim.help();
        if (Buckets.isMarked(tab)) {
          return head;
        }
        continue;
      }
      return head;
    }
  }

  /**
   * The generation to look into: the one that is in use, or the last one of a table from which
   * others go on.
   *
   * @param unveil whether to look behind a veil
   * @return the array, or null when the table has ended (or is veiled)
   */
  public Node @Nullable [] generation(boolean unveil) {
    Node[] tab = generationInUse(unveil);
    return tab != null ? tab : lastGeneration(unveil);
  }

  /** The generation that others go on from; null when there is none (or it is veiled). */
  private Node @Nullable [] lastGeneration(boolean unveil) {
    if (!(settle(rootAcquire(), 0) instanceof RootMark mark)) {
      return null;
    }
    Deferred unborn = mark.unborn();
    RootMark last = unborn == null ? mark : unborn.skip().origin().succeed();
    return last.isSucceeded() && (unveil || !last.wasVeiled()) ? last.generation() : null;
  }

  private Node @Nullable [] generationInUse(boolean unveil) {
    for (; ; ) {
      Node[] tab = generationOf(rootAcquire(), unveil);
      if (tab == null || tab.length > 0) {
        return tab;
      }
    }
  }

  /** The generation that a root stands for, null when there is none, empty for "read it again". */
  private static Node @Nullable [] generationOf(Node[] seenRoot, boolean unveil) {
    if (!Buckets.isMarked(seenRoot)) {
      return seenRoot;
    }
    if (settle(seenRoot, 0) instanceof RootMark mark) {
      return mark.isDead() || !unveil ? null : mark.generation();
    }
    return READ_AGAIN;
  }

  // ---- generations ----------------------------------------------------------------------------

  /** Starts a generation of the given capacity; false when another thread was faster. */
  private Node @Nullable [] begin(Node[] seenRoot, Node[] tab, int capacity) {
    Node[] next = Buckets.allocate(capacity, tab);
    Node[] newRoot = seenRoot == tab ? next : RootMark.veil(next);
    if (!casRoot(seenRoot, newRoot)) {
      return null;
    }
    Steps.reached(Steps.Step.GENERATION_BEGUN);
    return next;
  }

  // ---- size -----------------------------------------------------------------------------------

  /** The number of entries, expired ones included, exact when nobody writes. */
  public long count() {
    return Math.max(0, (base == null ? 0 : base.facts().count()) + entries.sum());
  }

  /** About how many entries there are; O(1). */
  private long estimate() {
    return Math.max(0, (base == null ? 0 : base.estimate()) + entries.sum());
  }

  /**
   * Counts an added entry, helps a passage of generations along, or begins one.
   *
   * @param tab the generation that it was added to
   */
  public void entryAdded(Node[] tab) {
    entries.increment();
    if (Buckets.isMarked(tab)) {
      return;
    }
    Header header = Buckets.header(tab);
    Node[] source = header.sourceAcquire();
    if (source != null && Passage.pullStride(tab, header, source)) {
      return;
    }
    int capacity = Buckets.capacity(tab);
    if (capacity < LARGEST && estimate() > threshold(capacity)) {
      resize(tab, capacity * 2);
    }
  }

  /** Counts entries that were removed and begins a smaller generation when few are left. */
  public void entriesRemoved(int removed) {
    entries.add(-removed);
    long left = estimate();
    Node[] tab = generationInUse(true);
    if (tab != null) {
      int capacity = Buckets.capacity(tab);
      if (capacity > SMALLEST && left < capacity / 16) {
        resize(tab, capacityFor((int) Math.max(0, left * 2)));
      }
    }
  }

  /** Counts entries that a multi-cell change added or removed. */
  public void entriesChanged(int difference) {
    entries.add(difference);
    Node[] tab = generationInUse(true);
    if (tab == null) {
      return;
    }
    int capacity = Buckets.capacity(tab);
    long count = estimate();
    if (count > threshold(capacity) && capacity < LARGEST) {
      resize(tab, capacityFor((int) Math.min(LARGEST, count)));
    }
  }

  private void resize(Node[] tab, int capacity) {
    Node[] seenRoot = rootAcquire();
    if (generationOf(seenRoot, true) != tab) {
      return; // ended, or another thread has done it
    }
    Passage.finish(tab);
    begin(seenRoot, tab, capacity);
  }

  private static long threshold(int capacity) {
    return (long) capacity - (capacity >> 2);
  }

  private static int capacityFor(int expected) {
    int capacity = SMALLEST;
    while (capacity < LARGEST && threshold(capacity) < expected) {
      capacity *= 2;
    }
    return capacity;
  }

  // ---- whole table ----------------------------------------------------------------------------

  /**
   * Hands out every entry of one moment, expired ones included. O(n); writers go on meanwhile.
   *
   * @param unveil whether to look behind a veil
   * @param consumer gets each entry
   * @return false when the table has ended (or is veiled)
   */
  public boolean snapshot(boolean unveil, Consumer<Node> consumer) {
    for (; ; ) {
      Node[] seenRoot = rootAcquire();
      Node[] tab = generationOf(seenRoot, unveil);
      if (tab == null) {
        Node[] last = lastGeneration(unveil);
        if (last != null) {
          Passage.handOut(last, consumer); // it was so when those began that go on from it
        }
        return last != null;
      }
      if (tab == READ_AGAIN) {
        continue;
      }
      Passage.finish(tab);
      Node[] next = begin(seenRoot, tab, Buckets.capacity(tab));
      if (next != null) {
        Passage.handOut(tab, consumer);
        Passage.finish(next);
        return true;
      }
    }
  }

  /**
   * Begins a new generation of the same size, so that every change that has read a bucket before
   * fails, or counts as before this. O(buckets).
   *
   * @return false when the table has ended
   */
  public boolean renew() {
    for (; ; ) {
      Node[] seenRoot = rootAcquire();
      Node[] tab = generationOf(seenRoot, true);
      if (tab == null) {
        return false;
      }
      if (tab == READ_AGAIN) {
        continue;
      }
      Passage.finish(tab);
      if (begin(seenRoot, tab, Buckets.capacity(tab)) != null) {
        return true;
      }
    }
  }

  /**
   * Puts the bucket of a hash back as a new object, so that every single change that has read it
   * before fails, and every multi-cell change that has found an entry in it.
   */
  public void refresh(int hash) {
    for (; ; ) {
      Node[] tab = generationInUse(true);
      if (tab == null) {
        return;
      }
      int index = Buckets.index(tab, hash);
      Node head = settle(tab, index);
      if (Buckets.isFrozen(head)) {
        continue;
      }
      Node fresh = head == null || Buckets.isEmpty(head) ? Buckets.vacate() : Chain.refreshed(head);
      if (Buckets.cas(tab, index, head, fresh)) {
        return;
      }
    }
  }

  /**
   * Adds an entry whose key is not there, before anybody else can see this table, which was made
   * for as many; to be counted afterwards, by {@link #filled}.
   *
   * @param hash the key's spread hash
   * @param place what the source knows the value by
   */
  public void fill(Object key, int hash, LazyNode.Source source, int place, long expiresAt) {
    Node[] tab = rootAcquire();
    int index = Buckets.index(tab, hash);
    Node head = Buckets.acquire(tab, index);
    Buckets.fill(tab, index, Chain.withLazy(head, hash, key, source, place, expiresAt));
    if (expiresAt != Node.NEVER) {
      noteDue(expiresAt);
    }
  }

  /** Counts what {@link #fill} has added. */
  public void filled(long count) {
    entries.add(count);
  }

  /**
   * Puts an entry in place of itself that a policy knows by a number. A change of the form alone.
   *
   * @return false when the entry is not there any more
   */
  public boolean tag(Node entry, int slot) {
    for (; ; ) {
      Node[] tab = generation(true);
      if (tab == null) {
        return false;
      }
      int index = Buckets.index(tab, entry.hash);
      Node head = settle(tab, index);
      if (Buckets.isFrozen(head)) {
        continue;
      }
      Node found = Chain.find(head, entry.key, entry.hash);
      if (found == null || head == null || !found.isOf(entry)) {
        return false;
      }
      if (Buckets.cas(tab, index, head, Chain.withSlot(head, found, slot))) {
        return true;
      }
    }
  }

  /** Hands out all entries, expired ones included, as {@link TableIterator} does. */
  public void forEach(Consumer<Node> consumer) {
    for (TableIterator all = new TableIterator(generation(true)); all.hasNext(); ) {
      consumer.accept(all.next());
    }
  }

  /**
   * A table that goes on from this one's entries once this one's root has been switched to {@link
   * #deadRoot()}; until then it must not be shown to anybody.
   *
   * @param tab this table's generation
   */
  public Table successor(Node[] tab) {
    Passage.finish(tab);
    return new Table(Buckets.allocate(Buckets.capacity(tab), tab), this);
  }

  /**
   * A table that goes on from this one in another world; this one ends when either is looked into.
   * O(1).
   *
   * @param otherLabel what it is known by
   * @param copy whether another one goes on from this one besides: then this one is not counted
   *     with
   * @param succession carries the values over, or null if they stay
   */
  public Table successorIn(
      World next, Object otherLabel, boolean copy, @Nullable Succession succession) {
    return new Table(next, otherLabel, this, copy, succession);
  }

  /**
   * Has this table go on from one that somebody has looked into, if nobody has looked into the one
   * before it: so those between are kept by nobody. To be called when the world of the one before
   * has ended, as this ends it: so not before the commit with which it does.
   */
  public void skipUnborn() {
    Node[] seen = rootAcquire();
    if (Buckets.isMarked(seen) && Buckets.acquire(seen, 0) instanceof Deferred unborn) {
      skip(unborn);
    }
  }

  private Deferred.From skip(Deferred unborn) {
    Deferred.From from = unborn.skip();
    if (base != null) {
      base.goesBackTo(from.origin());
    }
    return from;
  }

  /** Ends this table if nobody has looked into it yet; answers what it stood for, or null. */
  @Nullable Deferred handOn() {
    Node[] seen = rootAcquire();
    Node head = Buckets.isMarked(seen) ? Buckets.acquire(seen, 0) : null;
    if (head instanceof Deferred unborn && casRoot(seen, RootMark.handedOn(unborn))) {
      return unborn;
    }
    seen = rootAcquire();
    head = Buckets.isMarked(seen) ? Buckets.acquire(seen, 0) : null;
    return head instanceof RootMark mark ? mark.unborn() : null;
  }

  /** Ends this table, for others to go on from what it held; answers the mark that says so. */
  RootMark succeed() {
    for (; ; ) {
      Node[] seen = rootAcquire();
      boolean veiled = false;
      Node[] tab = seen;
      if (Buckets.isMarked(seen)) {
        if (!(settle(seen, 0) instanceof RootMark mark)) {
          continue;
        }
        if (mark.isSucceeded()) {
          return mark;
        }
        Deferred unborn = mark.unborn();
        if (unborn != null) {
          return unborn.skip().origin().succeed();
        }
        veiled = true;
        tab = mark.isDead() ? Buckets.allocate(SMALLEST, null) : mark.generation();
      }
      Passage.finish(tab);
      Node[] ended = RootMark.succeeded(tab, veiled, estimate());
      if (casRoot(seen, ended)) {
        return (RootMark) ended[0];
      }
    }
  }

  /** Takes over what this table goes on from, unless another thread has. */
  void takeOver(Deferred unborn) {
    Deferred.From from = skip(unborn);
    RootMark before = from.origin().succeed();
    Node[] tab = before.generation();
    if (base != null) {
      base.foundAt(tab, before.count());
    }
    Node[] next = Buckets.allocate(Buckets.capacity(tab), tab, unborn.mapping(from.copy()));
    casRoot(unborn.root(), before.wasVeiled() ? RootMark.veil(next) : next);
  }

  /** The root of a table that has ended. */
  public static Node[] deadRoot() {
    return RootMark.DEAD_ROOT;
  }

  /** The generation that a root stands for, veiled or not; null when the table has ended. */
  public static Node @Nullable [] behind(Node[] root) {
    return generationOf(root, true);
  }

  /** A root that a multi-cell change holds. */
  public static Node[] markedRoot(Claim claim) {
    return new Node[] {claim, null};
  }

  /** The claim that a root is held by, or null. */
  public static @Nullable Claim claimOf(Node[] root) {
    return Buckets.isMarked(root) && Buckets.acquire(root, 0) instanceof Claim claim ? claim : null;
  }

  /** Puts a veil on, or takes it off, before anybody else can see this table. */
  public void veil(boolean veiled) {
    Node[] seenRoot = rootAcquire();
    Node[] tab = generationOf(seenRoot, true);
    if (tab != null) {
      casRoot(seenRoot, veiled ? RootMark.veil(tab) : tab);
    }
  }

  // ---- expiry ---------------------------------------------------------------------------------

  /** A time before which nothing in here runs out; unknown while {@link #isSwept()}. */
  public long nextDueAcquire() {
    if (base != null && base.isNews()) {
      due.note(base.facts().nextDue());
      base.told();
    }
    return due.earliestAcquire();
  }

  /** Begins a sweep: forgets the bound, to find it anew by {@link #noteDue}. */
  public void sweepBegun() {
    due.sweepBegun();
  }

  /** Ends what {@link #sweepBegun} began. */
  public void sweepEnded() {
    due.sweepEnded();
  }

  /** Whether somebody is sweeping. To be asked after the bound was read. */
  public boolean isSwept() {
    return due.isSwept();
  }

  /** Forgets the bound, before a walk that finds it anew. */
  public void forgetDue() {
    due.forget();
  }

  /**
   * Lowers the bound.
   *
   * @param deadline when an entry runs out
   * @return whether it is earlier than all before
   */
  public boolean noteDue(long deadline) {
    return due.note(deadline);
  }
}

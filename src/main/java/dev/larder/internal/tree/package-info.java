/**
 * The tree: one persistent, counted B+-tree with two faces. A leaf package, it knows nothing else
 * of Larder.
 *
 * <ul>
 *   <li>{@link dev.larder.internal.tree.ListTree}, items by position, with {@link
 *       dev.larder.internal.tree.ListCursor};
 *   <li>{@link dev.larder.internal.tree.SortedTree}, items by a {@code long} key and a comparator,
 *       with {@link dev.larder.internal.tree.SortedCursor} and {@link
 *       dev.larder.internal.tree.EntrySink};
 *   <li>{@link dev.larder.internal.tree.Scores}, doubles as order-preserving {@code long} keys.
 * </ul>
 *
 * <p>Under both lie the same parts: {@code Node} (the one immutable node), {@code Slots} (copies of
 * arrays), {@code Rebalance} (split, merge, join, bulk build), {@code Update} (insert, remove, set,
 * move, cut by position), {@code Search} (keys) and {@code Invariants} (what holds, as a check).
 *
 * <p><b>Threads.</b> Everything here is immutable once constructed and reached through final fields
 * only, so a reference may be published in any way, a data race included. Cursors are the
 * exception: one belongs to one thread.
 */
@NullMarked
package dev.larder.internal.tree;

import org.jspecify.annotations.NullMarked;

/**
 * The lock-free hash table under the keyspace, maps and sets: a leaf that knows nothing of what is
 * stored in it.
 *
 * <ul>
 *   <li>{@link dev.larder.internal.table.Table}: the root reference, look-up, and the passage from
 *       one generation of the bucket array to the next (growth, shrinking, snapshots).
 *   <li>{@link dev.larder.internal.table.World}: the keyspace, a table too, and whether it is in
 *       force.
 *   <li>{@link dev.larder.internal.table.Node}: an immutable entry; its subclasses with a negative
 *       hash are the marks that a bucket can hold instead of entries.
 *   <li>{@link dev.larder.internal.table.Buckets}: the accessors of an array's slots, named by
 *       mode.
 *   <li>{@link dev.larder.internal.table.Chain}: what a bucket's content becomes by a change.
 *   <li>{@link dev.larder.internal.table.Claim}: how a multi-cell change appears in a slot.
 *   <li>{@link dev.larder.internal.table.Steps}: the places where a test can stop a thread.
 * </ul>
 */
@NullMarked
package dev.larder.internal.table;

import org.jspecify.annotations.NullMarked;

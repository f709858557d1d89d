/**
 * Changes of several cells at once: one multi-word compare-and-set with descriptors and helping.
 *
 * <ul>
 *   <li>{@link dev.larder.internal.tx.Transactor}: runs a program until it commits.
 *   <li>{@link dev.larder.internal.tx.TxAccess}: what a program reads and has buffered.
 *   <li>{@link dev.larder.internal.tx.Descriptor}: the decision and its cells.
 *   <li>{@link dev.larder.internal.tx.CellClaim}: a cell held by a descriptor.
 * </ul>
 */
@NullMarked
package dev.larder.internal.tx;

import org.jspecify.annotations.NullMarked;

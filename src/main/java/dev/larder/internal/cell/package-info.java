/**
 * Changes of cells: one rule for every change of the keyspace and of the tables in it.
 *
 * <ul>
 *   <li>{@link dev.larder.internal.cell.Operation}: a pure decision about one entry.
 *   <li>{@link dev.larder.internal.cell.Access}: how operations reach cells; {@link
 *       dev.larder.internal.cell.CellWriter} does so directly, a transaction through what it has
 *       buffered.
 *   <li>{@link dev.larder.internal.cell.Engine}: what all handles of a store share.
 *   <li>{@link dev.larder.internal.cell.ChangeListener}: hears of changes, before and after.
 * </ul>
 */
@NullMarked
package dev.larder.internal.cell;

import org.jspecify.annotations.NullMarked;

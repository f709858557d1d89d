/**
 * The data types: for each the content that a name of the keyspace stands for, and the handle that
 * works on it.
 *
 * <ul>
 *   <li>{@link dev.larder.internal.kind.Shelf}: what the handles of one store share.
 *   <li>{@link dev.larder.internal.kind.Names}: what can be done to a name, whatever it stands for.
 *   <li>{@link dev.larder.internal.kind.Binding}: a name, its element types and the way to it;
 *       every handle has one. {@link dev.larder.internal.kind.Entries} is that of maps and sets.
 *   <li>{@link dev.larder.internal.kind.ValueHandle}, {@link
 *       dev.larder.internal.kind.CounterHandle}, {@link dev.larder.internal.kind.MapHandle}, {@link
 *       dev.larder.internal.kind.SetHandle}, {@link dev.larder.internal.kind.ListHandle}, {@link
 *       dev.larder.internal.kind.SortedSetHandle}: the collections; beside each its content and its
 *       operations.
 *   <li>{@link dev.larder.internal.kind.Takers}: those who wait for an element, with a thread or a
 *       {@link dev.larder.internal.kind.Receiver}.
 *   <li>{@link dev.larder.internal.kind.Watches}: those who want to know whether a name has
 *       changed.
 *   <li>{@link dev.larder.internal.kind.Computations}, {@link dev.larder.internal.kind.Recursion}:
 *       values that are being made, once each.
 *   <li>{@link dev.larder.internal.kind.Types}: kind and element types, compared when a name is
 *       met.
 * </ul>
 */
@NullMarked
package dev.larder.internal.kind;

import org.jspecify.annotations.NullMarked;

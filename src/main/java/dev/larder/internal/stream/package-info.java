/**
 * The stream as a persistent value: what the endpoint's streams hold, what a record of the journal
 * changes in one, and what recovery finds. It knows trees and bytes, and nothing of cells.
 *
 * <ul>
 *   <li>{@link dev.larder.internal.stream.Stream}: one version, of {@link
 *       dev.larder.internal.stream.StreamEntry entries}, {@link
 *       dev.larder.internal.stream.StreamNode nodes} (which say where an approximate trim cuts) and
 *       {@link dev.larder.internal.stream.StreamGroup groups};
 *   <li>{@link dev.larder.internal.stream.StreamAppend}, {@link
 *       dev.larder.internal.stream.StreamTrim}, {@link dev.larder.internal.stream.StreamDelivery},
 *       {@link dev.larder.internal.stream.StreamClaim}: the operations that take rules;
 *   <li>{@link dev.larder.internal.stream.StreamChange}: what a record says, written and read by
 *       {@link dev.larder.internal.stream.StreamFormat}, found by {@link
 *       dev.larder.internal.stream.StreamDifference}.
 * </ul>
 *
 * <p><b>Threads.</b> All is immutable but for {@code StreamChange} while it is being made.
 */
@NullMarked
package dev.larder.internal.stream;

import org.jspecify.annotations.NullMarked;

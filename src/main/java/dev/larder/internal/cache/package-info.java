/**
 * Caches: maps with limits.
 *
 * <p>{@code CacheHandle} is what users hold; {@code CacheCore} what all handles of one cache share.
 * {@code Caches} knows which names have limits and puts a {@code BoundedTable} on each table that
 * such a name comes to stand for: from then on it is told of every change, whoever makes it. {@code
 * Loads} has one load for a key at a time, {@code Removals} tells listeners in order.
 */
@NullMarked
package dev.larder.internal.cache;

import org.jspecify.annotations.NullMarked;

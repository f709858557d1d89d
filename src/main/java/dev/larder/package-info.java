/**
 * Larder: an embedded, in-memory data store and message bus.
 *
 * <p>Begin with {@link dev.larder.Larder}: an opened store hands out {@link
 * dev.larder.LarderValue}, {@link dev.larder.LarderCounter}, {@link dev.larder.LarderMap}, {@link
 * dev.larder.LarderSet}, {@link dev.larder.LarderList}, {@link dev.larder.LarderSortedSet} and
 * {@link dev.larder.Channel} by name, and runs transactions over any mix of them.
 */
@NullMarked
package dev.larder;

import org.jspecify.annotations.NullMarked;

/**
 * Larder as a provider of caches by JSR-107 ({@code javax.cache}). Needs {@code
 * javax.cache:cache-api}, which Larder doesn't bring.
 *
 * <p>Public: {@link dev.larder.jcache.LarderCachingProvider}, where it begins; {@link
 * dev.larder.jcache.LarderConfiguration}, a configuration with limits; {@link
 * dev.larder.jcache.Copier}, how values are copied where they are stored by value.
 *
 * <p>Inside: {@code Manager} has the caches; {@code JCache} is one of them, and puts each of its
 * operations as a {@code Decision} about one entry to {@code Entries}, the one place that changes
 * any. {@code Lifetimes}, {@code Through}, {@code Listening}, {@code Counting} and {@code Copying}
 * stand around what the user gave: policy, loader and writer, listeners, statistics, copier.
 */
@NullMarked
package dev.larder.jcache;

import org.jspecify.annotations.NullMarked;

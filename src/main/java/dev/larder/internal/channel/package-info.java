/**
 * Channels: publish and subscribe inside the JVM, without locks.
 *
 * <ul>
 *   <li>{@link dev.larder.internal.channel.ChannelBus}: one per store; finds channels by name,
 *       keeps the pattern subscriptions, closes all.
 *   <li>{@code LocalChannel}: a channel. One field holds the array that a publish walks.
 *   <li>{@code Subscriber}: an element of that array, a handler that can be taken away.
 *   <li>{@code Registration} with {@code DirectSubscription} and {@code PatternSubscription}: what
 *       the user closes; a pattern has a {@code Subscriber} in every channel that it matches.
 *   <li>{@link dev.larder.internal.channel.Tap}: the way of an endpoint's messages in and out.
 *   <li>{@code ChannelRegistry}: names to channels, which it holds weakly unless subscribed.
 *   <li>{@link dev.larder.internal.channel.GlobPattern}: Redis's patterns, in bounded time.
 * </ul>
 */
@NullMarked
package dev.larder.internal.channel;

import org.jspecify.annotations.NullMarked;

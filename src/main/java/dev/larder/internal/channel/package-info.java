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
 *   <li>{@code PipelineBuilder}, {@code Setup}, {@code HandlerWiring}: what a subscription is told
 *       to be, and the consumers around consumers that make it so.
 *   <li>{@code Intake}, {@code Lane}, {@code Mailbox}: its queues, and who takes messages out of
 *       them ({@code WorkerCrew}, {@code ExecutorCrew}). {@code Lane} has the protocol.
 *   <li>{@code StickyGate}, {@code LaterMessage}, {@code Requests}, {@code AnnotatedMethods}: the
 *       latest message first, messages for later, answers, marked methods.
 *   <li>{@code Demand}, {@code ChannelSubscriber}: to and from {@code java.util.concurrent.Flow}.
 *   <li>{@link dev.larder.internal.channel.GlobPattern}: Redis's patterns, in bounded time.
 * </ul>
 */
@NullMarked
package dev.larder.internal.channel;

import org.jspecify.annotations.NullMarked;

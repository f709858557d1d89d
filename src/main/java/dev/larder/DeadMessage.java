package dev.larder;

/**
 * A message that was published when nobody was subscribed.
 *
 * @param channel the name of its channel
 * @param message the message
 */
public record DeadMessage(String channel, Object message) {}

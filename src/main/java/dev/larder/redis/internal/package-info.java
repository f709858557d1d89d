/**
 * Commands of Redis over the store's collections, without a network: {@code CommandTable} holds the
 * rows, {@code Dispatcher} runs a command of a {@code Session}, {@code Reply} takes its reply.
 */
@NullMarked
package dev.larder.redis.internal;

import org.jspecify.annotations.NullMarked;

/**
 * What is counted and timed: {@code Meter} is what one thread counts, {@code Measures} all of them
 * together since the last reset, {@code Histogram} how long a command takes, {@code SlowLog} and
 * {@code Spikes} what took too long. Knows nothing of commands but their numbers.
 */
@NullMarked
package dev.larder.redis.internal.measure;

import org.jspecify.annotations.NullMarked;

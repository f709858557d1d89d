/** The HyperLogLog of the PF commands, in the bytes that Redis keeps it in. */
@NullMarked
package dev.larder.redis.internal.hyperloglog;

import org.jspecify.annotations.NullMarked;

/**
 * Random commands, sent to a real redis-server and to the endpoint side by side: each reply must be
 * the same. A family of commands is a {@code Family}: it makes the next command.
 */
@NullMarked
package dev.larder.redis.differential;

import org.jspecify.annotations.NullMarked;

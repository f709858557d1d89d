/** RESP on the wire; the one place that knows Netty. */
@NullMarked
package dev.larder.redis.internal.wire;

import org.jspecify.annotations.NullMarked;

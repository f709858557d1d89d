/** Serves a store's keyspace to Redis clients. Needs Netty. */
@NullMarked
package dev.larder.redis;

import org.jspecify.annotations.NullMarked;

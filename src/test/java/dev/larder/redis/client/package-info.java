/**
 * Real clients do their usual jobs on the endpoint, and the same jobs on the reference: {@link
 * dev.larder.redis.client.JedisTest}, {@link dev.larder.redis.client.LettuceTest} (RESP3, reactive,
 * tracking) and {@link dev.larder.redis.client.RedisPyTest}. {@link
 * dev.larder.redis.client.BothServers} has the two servers.
 */
@NullMarked
package dev.larder.redis.client;

import org.jspecify.annotations.NullMarked;

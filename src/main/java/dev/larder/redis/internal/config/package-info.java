/**
 * What CONFIG GET and SET know: a {@code Parameter} is one of them, of a kind for each sort of
 * value; {@code Settings} is all of them by name; {@code Unused} holds those that do nothing here.
 */
@NullMarked
package dev.larder.redis.internal.config;

import org.jspecify.annotations.NullMarked;

/** Reads the files in which Redis keeps a data set. Knows nothing of commands and connections. */
@NullMarked
package dev.larder.redis.internal.rdb;

import org.jspecify.annotations.NullMarked;

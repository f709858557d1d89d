/** The commands: one file per family, which opens with its rows of the command table. */
@NullMarked
package dev.larder.redis.internal.command;

import org.jspecify.annotations.NullMarked;

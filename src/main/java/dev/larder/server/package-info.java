/**
 * What the server jar runs: {@code Main} reads the command line; {@code Server} opens a store and
 * waits for the signal to end; the tools look at a directory that no store has open.
 */
@NullMarked
package dev.larder.server;

import org.jspecify.annotations.NullMarked;

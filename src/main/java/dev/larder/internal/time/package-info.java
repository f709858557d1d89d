/** The store's one clock: a leaf, and the only place that reads the time of day. */
@NullMarked
package dev.larder.internal.time;

import org.jspecify.annotations.NullMarked;

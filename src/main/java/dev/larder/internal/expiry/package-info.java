/** The one background thread that removes what has run out: a leaf that knows only when to ask. */
@NullMarked
package dev.larder.internal.expiry;

import org.jspecify.annotations.NullMarked;

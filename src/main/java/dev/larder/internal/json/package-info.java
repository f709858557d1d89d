/** JSON, written and read: a leaf that knows nothing of the store. */
@NullMarked
package dev.larder.internal.json;

import org.jspecify.annotations.NullMarked;

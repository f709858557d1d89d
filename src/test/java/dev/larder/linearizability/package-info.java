/** Lincheck over the store's collections: every history of a few threads has an order. */
@NullMarked
package dev.larder.linearizability;

import org.jspecify.annotations.NullMarked;

/** The opened store: the facade's implementation over the kinds, channels and expiry. */
@NullMarked
package dev.larder.internal.store;

import org.jspecify.annotations.NullMarked;

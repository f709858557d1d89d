/** What a store does, seen from outside: names, types, expiry, transactions, closing. */
@NullMarked
package dev.larder.store;

import org.jspecify.annotations.NullMarked;

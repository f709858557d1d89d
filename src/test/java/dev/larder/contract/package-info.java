/** The JDK's contracts, held by the collections: guava-testlib's suites, one class for each. */
@NullMarked
package dev.larder.contract;

import org.jspecify.annotations.NullMarked;

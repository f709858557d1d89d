/** Threads that are stopped in the middle of a change, and others that go on. */
@NullMarked
package dev.larder.lockfree;

import org.jspecify.annotations.NullMarked;

/** The eviction policy alone: its parts beside models, and what it learns. */
@NullMarked
package dev.larder.internal.eviction;

import org.jspecify.annotations.NullMarked;

/**
 * What is on the disk comes back: crash states, damage, failures, and the real thing beside them.
 */
@NullMarked
package dev.larder.durable;

import org.jspecify.annotations.NullMarked;

/**
 * Append-only segment files in the format of Kafka's record batches, version 2, and the small
 * {@code Disk} under them. A leaf: it knows nothing of what the records say.
 */
@NullMarked
package dev.larder.internal.log;

import org.jspecify.annotations.NullMarked;

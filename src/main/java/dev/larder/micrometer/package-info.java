/**
 * Figures for Micrometer. Needs {@code io.micrometer:micrometer-core}, which Larder doesn't bring.
 */
@NullMarked
package dev.larder.micrometer;

import org.jspecify.annotations.NullMarked;

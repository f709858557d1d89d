/**
 * Values as JSON, by Jackson, for classes that have no built-in codec. Needs {@code
 * com.fasterxml.jackson.core:jackson-databind}, which Larder doesn't bring.
 */
@NullMarked
package dev.larder.jackson;

import org.jspecify.annotations.NullMarked;

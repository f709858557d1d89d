/**
 * Figures for JMX. Needs the module {@code java.management}, which Larder does not require by
 * itself.
 */
@NullMarked
package dev.larder.jmx;

import org.jspecify.annotations.NullMarked;

/** Caches in JMX. */
package dev.larder.jmx;

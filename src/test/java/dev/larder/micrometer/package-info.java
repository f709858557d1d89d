/** The meters of channels. */
package dev.larder.micrometer;

/** Tests of maps with limits. */
package dev.larder.cache;

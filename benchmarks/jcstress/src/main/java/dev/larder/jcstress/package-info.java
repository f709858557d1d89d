/** Memory-ordering tests: each outcome that may be seen is named with its reason. */
package dev.larder.jcstress;

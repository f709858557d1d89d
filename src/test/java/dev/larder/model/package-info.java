/** The same random program on a collection of ours and on the JDK's, with shrinking. */
@NullMarked
package dev.larder.model;

import org.jspecify.annotations.NullMarked;

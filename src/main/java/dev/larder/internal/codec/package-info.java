/**
 * How values become bytes and come back: the growing buffer {@code ByteSink}, the bounded reader
 * {@code ByteSource}, and the built-in codecs. A leaf: it knows nothing of collections.
 */
@NullMarked
package dev.larder.internal.codec;

import org.jspecify.annotations.NullMarked;

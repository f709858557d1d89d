/**
 * The journal of a store: the queue in front of it, the thread that writes it, snapshots, and
 * recovery. {@code ChangeFormat} has the layout of what is written; {@code Stored} the state that
 * it leads to, in bytes, until a typed handle asks for it.
 */
@NullMarked
package dev.larder.internal.journal;

import org.jspecify.annotations.NullMarked;

/**
 * What a bounded map evicts: a leaf that knows slots and hashes, and nothing of cells or tables.
 *
 * <p>{@link dev.larder.internal.eviction.HeatPolicy} is the face. Below it: {@code Space}, the rule
 * by which a victim is chosen, on {@code Regions}, three queues; {@code Frequencies}, how often
 * hashes were used lately; {@code Duel}, which lets small {@code Shadow} caches try what share the
 * newcomers' window should have and how fast frequency should be forgotten; {@code Marks} and
 * {@code ReadBuffer}, all that a reader touches. docs/design/0013-eviction.md has the figures.
 */
@NullMarked
package dev.larder.internal.eviction;

import org.jspecify.annotations.NullMarked;

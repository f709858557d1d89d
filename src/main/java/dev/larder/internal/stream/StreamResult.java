package dev.larder.internal.stream;

import org.jspecify.annotations.Nullable;

/**
 * What an operation makes of something, and its answer.
 *
 * @param <S> what is changed
 * @param <T> the answer
 * @param after the version after it, which is the one before when nothing changed
 * @param value the answer
 */
public record StreamResult<S extends @Nullable Object, T extends @Nullable Object>(
    S after, T value) {}

/**
 * Tests with a store, and of what talks to Redis, in JUnit 5.13 or newer, or 6.
 *
 * <ul>
 *   <li>{@link dev.larder.junit.LarderTest} and {@link dev.larder.junit.LarderExtension}: a fresh
 *       store for each test or class, as parameters.
 *   <li>{@link dev.larder.junit.LarderKit}: the same without JUnit.
 *   <li>{@link dev.larder.junit.TestRedis}: the endpoint; what was called, what is there, what
 *       leaks. {@link dev.larder.junit.Faults}: what is to go wrong.
 *   <li>{@link dev.larder.junit.TestTime}: stops and moves the clock of the store.
 * </ul>
 */
@NullMarked
package dev.larder.junit;

import org.jspecify.annotations.NullMarked;

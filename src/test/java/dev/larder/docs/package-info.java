/**
 * The examples of README.md and docs/guide, as tests.
 *
 * <p>A block of Java in those texts follows a comment {@code <!-- Class#name -->}; the test class
 * of that name in this package has the same lines between {@code // [name]} and {@code // []}.
 * {@link dev.larder.docs.SnippetsTest} compares them: change the class first, then copy.
 */
package dev.larder.docs;

/**
 * Tests of the house and not of what it does: which package may know which, what no source may
 * contain, what the public API is, and that the jar is a module that runs on its core dependencies
 * alone.
 *
 * <ul>
 *   <li>{@code ArchitectureTest}: arrows between packages, and no lock in the engine, read from
 *       byte code
 *   <li>{@code SourceRulesTest}: rules on the text of the sources; {@code SourceRule} is the table
 *       of them, {@code SourceExceptions} what is excused, {@code JavaSource} a file without its
 *       comments and strings
 *   <li>{@code ApiTest}: the public API against {@code docs/api.txt}; {@code ApiPrinter} writes it
 *   <li>{@code ModuleTest}: starts {@code ModuleMain} in a bare JVM
 * </ul>
 */
package dev.larder.house;

/**
 * What the library's claims of speed rest on, each question beside its peers in the same run.
 *
 * <ul>
 *   <li>{@link dev.larder.benchmarks.MapBenchmark}, {@link dev.larder.benchmarks.ListBenchmark},
 *       {@link dev.larder.benchmarks.SortedSetBenchmark}, {@link
 *       dev.larder.benchmarks.ChannelBenchmark}, {@link dev.larder.benchmarks.TransactionBenchmark},
 *       {@link dev.larder.benchmarks.JournalBenchmark}, {@link
 *       dev.larder.benchmarks.AlwaysBenchmark}: one class a question, under JMH.
 *   <li>{@link dev.larder.benchmarks.Run}: runs them in rounds, so that a peer is never measured at
 *       another time of day than we are, and keeps the results.
 *   <li>{@link dev.larder.benchmarks.Ratios}: reads results, prints the ratios beside their marks
 *       ({@link dev.larder.benchmarks.Questions}) and writes docs/benchmarks.md.
 *   <li>{@link dev.larder.benchmarks.Memory}, {@link dev.larder.benchmarks.Scale}, {@link
 *       dev.larder.benchmarks.Recovery} and {@link dev.larder.benchmarks.SnapshotPause}: programs of
 *       their own, since they need other heaps, or a JVM that has just started.
 * </ul>
 */
package dev.larder.benchmarks;

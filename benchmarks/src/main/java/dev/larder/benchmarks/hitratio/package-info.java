/**
 * Hit ratios of eviction policies on traces: what {@code benchmarks/run hitratio DIRECTORY} prints.
 *
 * <p>{@link dev.larder.benchmarks.hitratio.HitRatio} is the program, {@link
 * dev.larder.benchmarks.hitratio.Contenders} the list of policies, a class each; {@link
 * dev.larder.benchmarks.hitratio.Traces} reads traces and {@link
 * dev.larder.benchmarks.hitratio.Synthetic} makes some.
 */
package dev.larder.benchmarks.hitratio;

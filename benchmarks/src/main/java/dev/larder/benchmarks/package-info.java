/**
 * One class per question, each beside its peers in one run. {@link dev.larder.benchmarks.Ratios}
 * turns JMH's results into the table of ratios; Memory and Scale are programs of their own.
 */
package dev.larder.benchmarks;

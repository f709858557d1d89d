/** Event buses: what a message costs on the publisher's thread, across threads, and until when. */
package dev.larder.benchmarks.bus;

/** Planted faults: the tests must find each of them (P13). */
@NullMarked
package dev.larder.mutants;

import org.jspecify.annotations.NullMarked;

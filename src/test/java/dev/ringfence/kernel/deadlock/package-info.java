/// Deadlock policies against brute force, and in whole runs.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.deadlock;

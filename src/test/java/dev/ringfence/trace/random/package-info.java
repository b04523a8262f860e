/// Random moves of simulated processes, and the same moves on the real Linux.
@org.jspecify.annotations.NullMarked
package dev.ringfence.trace.random;

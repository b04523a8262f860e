/// Clocks, times as memory has them, and the calls that tell the time and wait for it.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.clock;

/// CPUs, the run queue and timers.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.sched;

/// Random system calls with whatever arguments, and what must hold for the kernel after each.
@org.jspecify.annotations.NullMarked
package dev.ringfence.trace.fuzz;

/// The kernel: a deterministic state machine. Traps go in, effects and events come out. No actors,
/// threads, clocks or files.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel;

/// Segments, gates and rings: descriptors in simulated memory, and every check that the processor
/// makes when they are used (SDM volume 3, chapters 3, 5 and 6).
@org.jspecify.annotations.NullMarked
package dev.ringfence.machine.segment;

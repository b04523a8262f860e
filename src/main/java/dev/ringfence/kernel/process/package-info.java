/// Processes and their tasks.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.process;

/// Faults explained: what the processor saw when an instruction faulted.
@org.jspecify.annotations.NullMarked
package dev.ringfence.report.view.fault;

/// Runs as files: one class for each form, all made from the events of the run and what came of it.
@org.jspecify.annotations.NullMarked
package dev.ringfence.report.output;

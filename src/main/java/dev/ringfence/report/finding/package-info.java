/// What is worth knowing of a run beside its outcome, and what would help.
@org.jspecify.annotations.NullMarked
package dev.ringfence.report.finding;

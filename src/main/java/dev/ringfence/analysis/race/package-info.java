/// Accesses to shared memory that nothing orders, found while programs run.
@org.jspecify.annotations.NullMarked
package dev.ringfence.analysis.race;

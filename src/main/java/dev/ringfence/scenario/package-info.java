/// Scenarios: what they say, as checked records, compiled, and ready to boot.
@org.jspecify.annotations.NullMarked
package dev.ringfence.scenario;

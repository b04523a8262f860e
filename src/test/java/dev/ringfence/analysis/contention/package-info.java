/// Tests of the accounts of what tasks wait for.
@org.jspecify.annotations.NullMarked
package dev.ringfence.analysis.contention;

/// Proves that a run goes round for ever without getting anywhere.
@org.jspecify.annotations.NullMarked
package dev.ringfence.analysis.livelock;

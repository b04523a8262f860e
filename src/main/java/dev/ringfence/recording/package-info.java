/// Runs as files: what is needed to run one again, and digests to compare it with.
@org.jspecify.annotations.NullMarked
package dev.ringfence.recording;

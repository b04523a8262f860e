/// Tests of recordings.
@org.jspecify.annotations.NullMarked
package dev.ringfence.recording;

/// Recordings that are run again: held against what was recorded, and walked event by event.
@org.jspecify.annotations.NullMarked
package dev.ringfence.replay;

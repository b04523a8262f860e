/// Runs as files: recorded so that they can be run again alone from the file, compared, and walked
/// event by event.
@org.jspecify.annotations.NullMarked
package dev.ringfence.replay;

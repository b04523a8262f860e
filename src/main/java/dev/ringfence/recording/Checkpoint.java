package dev.ringfence.recording;

/// How far a run was at one of its events.
///
/// @param events how many there had been
/// @param nanos the virtual time
/// @param digest of all of them
public record Checkpoint(long events, long nanos, String digest) {}

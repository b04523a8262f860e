package dev.ringfence.kernel.mqueue;

/// A message of a POSIX queue.
///
/// @param priority 0 to 32767; the highest is received first
record Message(int priority, byte[] bytes) {}

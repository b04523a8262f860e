package dev.ringfence.kernel.sysv;

/// A message of a queue, with its type, which is at least 1.
record Message(long type, byte[] text) {}

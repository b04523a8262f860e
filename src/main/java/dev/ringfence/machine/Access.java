package dev.ringfence.machine;

/// What an instruction wants of memory.
public enum Access {
  READ,
  WRITE,
  FETCH
}

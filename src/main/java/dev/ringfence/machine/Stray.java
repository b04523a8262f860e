package dev.ringfence.machine;

/// A number that was written, at least in part, to where others have their memory.
///
/// @param address of its first byte in physical memory
/// @param size 1, 2, 4 or 8 bytes
/// @param before what was there
/// @param after what is there now; the same as before where there is no memory
public record Stray(long address, int size, long before, long after) {}

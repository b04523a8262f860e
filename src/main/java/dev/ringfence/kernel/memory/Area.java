package dev.ringfence.kernel.memory;

/// A range of an address space whose pages are alike: `from` (included) to `to` (excluded), both
/// multiples of the page size.
///
/// @param shared whether a child of `fork(2)` shares the pages instead of getting copies
/// @param name as `/proc/PID/maps` would show it
record Area(long from, long to, boolean writable, boolean executable, boolean shared, String name) {
  boolean holds(long address) {
    return address >= from && address < to;
  }
}

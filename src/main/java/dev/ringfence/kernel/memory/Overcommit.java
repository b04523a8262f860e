package dev.ringfence.kernel.memory;

/// How much memory may be promised to processes (`proc(5)`, `/proc/sys/vm/overcommit_memory`).
public enum Overcommit {
  /// Any amount, except for a single mapping that obviously exceeds memory and swap together.
  HEURISTIC,
  /// Any amount.
  ALWAYS,
  /// No more than swap and half of memory.
  NEVER
}

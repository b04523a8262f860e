package dev.ringfence.kernel.process;

/// The CPU time of a process's ended threads, and of the children that it has waited for, in
/// cycles.
final class PastTime {
  /// Of ended threads.
  long threads;

  /// Of children.
  long children;
}

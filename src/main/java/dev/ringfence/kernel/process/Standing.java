package dev.ringfence.kernel.process;

/// Processes that wait formulas mean again and again, such as all that have something open: the
/// same object each time, equal to itself alone. They may change while an iterator is under way,
/// which then goes on with those that there are.
public interface Standing extends Iterable<Process> {
  /// Whether it is one of them now.
  boolean has(Process process);
}

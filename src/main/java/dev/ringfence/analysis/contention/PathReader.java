package dev.ringfence.analysis.contention;

/// Is told the steps of a critical path, from the last to the first.
public interface PathReader {
  /// @param tid whose step it is, or 0
  /// @param object its number, or -1
  /// @param from when it began, in nanoseconds, and when it ended
  void step(StepKind kind, int tid, int object, long from, long to);
}

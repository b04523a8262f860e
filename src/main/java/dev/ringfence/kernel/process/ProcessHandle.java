package dev.ringfence.kernel.process;

/// An open file that stands for a process (`pidfd_open(2)`).
public interface ProcessHandle {
  /// The process, which may have ended and been waited for.
  Process process();

  /// Whether `waitid(2)` does not wait for it.
  boolean isNonblocking();
}

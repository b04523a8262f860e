package dev.ringfence.kernel.process;

/// An open file that stands for a process or a thread (`pidfd_open(2)`).
public interface ProcessHandle {
  /// The process, which may have ended and been waited for.
  Process process();

  /// The number of the process or the thread.
  int id();

  /// Whether `waitid(2)` does not wait for it.
  boolean isNonblocking();
}

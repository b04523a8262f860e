package dev.ringfence.kernel;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;

/// Is told what may take from tasks the possibility to go on.
public interface Watch {
  /// The task waits, or waits for something else than before.
  void blocked(Task task);

  /// The task is ready to look whether it can go on.
  void roused(Task task);

  /// The task goes on.
  void unblocked(Task task);

  /// The process has given handles back, or it, or a thread of it, has ended.
  void lost(Process process);

  /// Whoever had the object has let it go, or another has taken it, and somebody waits for it.
  void handedOn(WaitObject object);

  /// Whether a signal that another process has sent to this one is a surprise: otherwise it can
  /// only have more tasks go on.
  boolean heedsSignals(Process process);

  /// The process was ended by another's signal, or a thread of it let a mutex go that it did not
  /// hold: what formulas leave out has happened.
  void surprised(Process process);
}

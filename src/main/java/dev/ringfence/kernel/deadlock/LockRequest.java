package dev.ringfence.kernel.deadlock;

import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;

/// That a task asks for a lock.
///
/// @param address where the lock is in its memory
/// @param until when its wait ends by itself, in cycles, or `Long.MAX_VALUE`
/// @param shared whether others may take it at the same time, as readers do
/// @param giveBack gives the lock back if the task is ended by the policy
public record LockRequest(
    Task task,
    WaitObject lock,
    long address,
    Manner manner,
    long until,
    boolean shared,
    GiveBack giveBack) {

  /// How it asks.
  public enum Manner {
    /// It waits if need be; the call may fail.
    WAITS,
    /// It does not wait.
    TRIES,
    /// It has waited for a condition, and takes its mutex again: that does not fail.
    RESUMES
  }

  /// Puts a lock that a task holds into the state in which others can take it.
  public interface GiveBack {
    void of(Task task, long address);
  }
}

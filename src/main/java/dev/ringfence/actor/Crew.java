package dev.ringfence.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Threads that run tasks beside an event loop, one for each further core, begun when there is
/// first something to do. One that has nothing to do spins for a while before it parks: to wake a
/// parked thread takes as long as a short task.
final class Crew {
  /// How long a thread spins before it parks.
  static final long PATIENCE_NANOS = 100_000;

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger parked = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  /// Has somebody of the crew do a task.
  void add(Runnable task) {
    if (threads.isEmpty()) {
      int others = Runtime.getRuntime().availableProcessors() - 1;
      for (int i = 0; i < others; i++) {
        threads.add(Thread.ofPlatform().daemon().name("crew-" + i).start(this::work));
      }
    }
    open.incrementAndGet();
    tasks.add(task);
    if (parked.get() > 0) {
      threads.forEach(LockSupport::unpark);
    }
  }

  /// Whether there are tasks that are not done.
  boolean isBusy() {
    return open.get() > 0;
  }

  /// Does one of the tasks, if there is one.
  boolean help() {
    Runnable task = tasks.poll();
    if (task == null) {
      return false;
    }
    task.run();
    open.decrementAndGet();
    return true;
  }

  void end() {
    ended = true;
    threads.forEach(LockSupport::unpark);
  }

  private void work() {
    while (!ended) {
      if (!help() && !spin()) {
        parked.incrementAndGet();
        if (tasks.isEmpty() && !ended) {
          LockSupport.park(this);
        }
        parked.decrementAndGet();
      }
    }
  }

  /// Waits for a short time. False if nothing came.
  private boolean spin() {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (tasks.isEmpty()) {
      if (ended || System.nanoTime() > until) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }
}

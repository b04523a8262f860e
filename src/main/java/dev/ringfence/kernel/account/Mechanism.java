package dev.ringfence.kernel.account;

/// What a process enters the kernel for.
public enum Mechanism {
  PIPE("pipe"),
  FIFO("FIFO"),
  FILE("files"),
  /// Mapping it, and the faults on its pages; what is read and written there crosses nothing.
  SHARED_MEMORY("shared memory"),
  MESSAGE_QUEUE("message queues"),
  /// System V's; those of POSIX are locks.
  SEMAPHORE("semaphore sets"),
  SOCKET("sockets"),
  /// Mutexes, conditions, semaphores, barriers.
  LOCK("locks"),
  SIGNAL("signals"),
  /// `poll(2)`, `eventfd(2)`, `timerfd_create(2)`.
  EVENT("events"),
  CONSOLE("console"),
  TERMINAL("terminals"),
  /// The heap and private mappings, and page faults.
  MEMORY("private memory"),
  /// Processes and threads: to begin, to end, to wait for them, to ask about them.
  PROCESS("processes"),
  TIME("time"),
  /// Interrupts of the timer at the end of a time slice.
  SCHEDULER("time slices"),
  /// Instructions of ring 0 and of ports that the process may execute.
  PRIVILEGED("privileged instructions"),
  /// Faults that are none of a page.
  EXCEPTION("exceptions"),
  OTHER("other calls");

  private final String label;

  Mechanism(String label) {
    this.label = label;
  }

  /// Its name in reports.
  public String label() {
    return label;
  }
}

package dev.ringfence.kernel.mqueue;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.WaitQueue;

/// That a process wants to know of the next message that comes to an empty queue (`mq_notify(3)`).
final class Registration {
  /// How it is told.
  enum Kind {
    SIGNAL,
    NONE,
    THREAD
  }

  /// What has become of it.
  enum State {
    WAITING,
    NOTIFIED,
    REMOVED
  }

  final Process process;
  final Kind kind;

  /// The signal, which may be 0, and what is sent with it.
  final int signal;

  final long value;

  /// Where the thread waits that is to begin.
  final WaitQueue thread = new WaitQueue();

  State state = State.WAITING;

  Registration(Process process, Kind kind, int signal, long value) {
    this.process = process;
    this.kind = kind;
    this.signal = signal;
    this.value = value;
  }
}

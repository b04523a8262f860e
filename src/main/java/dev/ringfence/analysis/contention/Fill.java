package dev.ringfence.analysis.contention;

/// How full a channel has been, since that was first told.
final class Fill {
  private long since = -1;
  private long queued;
  private boolean isFull;
  private long timeFull;
  private long timeEmpty;
  private long most;
  private long capacity;

  void set(long now, long amount, long room, boolean full) {
    settle(now);
    queued = amount;
    isFull = full;
    capacity = room;
    most = Math.max(most, amount);
  }

  /// The time up to now counts.
  void settle(long now) {
    if (since >= 0) {
      timeFull += isFull ? now - since : 0;
      timeEmpty += queued == 0 ? now - since : 0;
    }
    since = now;
  }

  boolean isKnown() {
    return since >= 0;
  }

  long timeFull() {
    return timeFull;
  }

  long timeEmpty() {
    return timeEmpty;
  }

  long most() {
    return most;
  }

  long capacity() {
    return capacity;
  }
}

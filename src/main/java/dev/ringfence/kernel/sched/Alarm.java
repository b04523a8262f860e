package dev.ringfence.kernel.sched;

/// Something that is to happen at a time, unless it is set anew before.
public final class Alarm {
  private static final long NEVER = Long.MAX_VALUE;

  private final int number;
  private final Runnable action;
  private long time = NEVER;

  /// @param number decides who is first among alarms and tasks of the same time
  public Alarm(int number, Runnable action) {
    this.number = number;
    this.action = action;
  }

  int number() {
    return number;
  }

  void set(long when) {
    time = when;
  }

  /// Has it never go off.
  public void cancel() {
    time = NEVER;
  }

  public boolean isSet() {
    return time != NEVER;
  }

  /// When it goes off, in cycles.
  public long time() {
    return time;
  }

  /// It goes off.
  public void ring() {
    time = NEVER;
    action.run();
  }
}

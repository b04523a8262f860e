package dev.ringfence.scenario.read;

import dev.ringfence.kernel.sched.Schedule;

/// Reads how the processes of a program are scheduled from the start.
final class SchedulingReader {
  /// The policies by their names in a scenario.
  private enum Policy {
    OTHER(Schedule.OTHER),
    FIFO(Schedule.FIFO),
    RR(Schedule.RR),
    BATCH(Schedule.BATCH),
    IDLE(Schedule.IDLE);

    final int number;

    Policy(int number) {
      this.number = number;
    }
  }

  private SchedulingReader() {}

  /// @param keys `processes.NAME.scheduling`
  static Schedule.Wish read(Keys keys) {
    Policy policy = keys.choice("policy", Policy.class, Policy.OTHER);
    boolean realTime = Schedule.isOfRealTime(policy.number);
    int priority = (int) keys.integer("priority", 0, Schedule.MOST_PRIORITY, realTime ? 1 : 0);
    int nice = (int) keys.integer("nice", Schedule.LEAST_NICE, Schedule.MOST_NICE, 0);
    if (realTime != priority > 0) {
      keys.wrong(
          "priority",
          realTime
              ? "policies of real time have priorities from 1 to " + Schedule.MOST_PRIORITY
              : "only the policies fifo and rr have a priority");
      priority = realTime ? 1 : 0;
    }
    keys.finish();
    return new Schedule.Wish(policy.number, priority, nice, false);
  }
}

package dev.ringfence.analysis.contention;

import java.util.Arrays;

/// What happened to the CPUs, taken together as one object: tasks take them, wait for them, and
/// have them for a while.
final class CpuUse {
  final Spread waits = new Spread();
  final Spread holds = new Spread();
  private final int cpus;
  private int occupied;
  private int ready;
  private int longest;
  private long contended;

  /// The turn in which each CPU was left last, and when.
  private int[] turns = {};

  private long[] times = {};

  CpuUse(int cpus) {
    this.cpus = cpus;
  }

  void readied() {
    contended += occupied >= cpus ? 1 : 0;
    ready++;
  }

  /// A task that was ready has ended or stops.
  void withdrawn() {
    ready--;
  }

  void dispatched(long waited) {
    longest = Math.max(longest, ready);
    ready--;
    occupied++;
    waits.add(waited);
  }

  void left(int cpu, int turn, long time) {
    occupied--;
    if (cpu >= turns.length) {
      int before = turns.length;
      turns = Arrays.copyOf(turns, cpu + 1);
      times = Arrays.copyOf(times, cpu + 1);
      Arrays.fill(turns, before, turns.length, PathGraph.NONE);
    }
    turns[cpu] = turn;
    times[cpu] = time;
  }

  /// The turn that left a CPU last, or [PathGraph#NONE].
  int turn(int cpu) {
    return cpu < turns.length ? turns[cpu] : PathGraph.NONE;
  }

  long time(int cpu) {
    return cpu < times.length ? times[cpu] : 0;
  }

  int longest() {
    return longest;
  }

  long contended() {
    return contended;
  }
}

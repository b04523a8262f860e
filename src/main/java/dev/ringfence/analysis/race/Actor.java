package dev.ringfence.analysis.race;

import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.fact.Holding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A thread as the detector sees it.
final class Actor {
  final Task task;

  /// Its place in vector clocks.
  final int number;

  /// What it comes after. Its own time is that of what it does now, and goes on with each release.
  final VectorClock clock;

  private @Nullable List<String> locks;

  Actor(Task task, int number, VectorClock clock) {
    this.task = task;
    this.number = number;
    this.clock = clock;
    clock.tick(number);
  }

  int time() {
    return clock.get(number);
  }

  /// It may hold others than before.
  void changed() {
    locks = null;
  }

  /// What it holds, by name.
  List<String> locks() {
    List<String> known = locks;
    if (known == null) {
      known = task.holdings().stream().map(Holding::object).map(o -> o.name()).toList();
      locks = known;
    }
    return known;
  }
}

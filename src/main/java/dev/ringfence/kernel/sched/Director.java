package dev.ringfence.kernel.sched;

import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Says when tasks are to be held, and counts the calls of those that are.
final class Director {
  /// Where held tasks wait, as far as facts have it.
  final WaitQueue held = new WaitQueue();

  private final Map<Integer, Course> courses = new HashMap<>();

  /// What a task still comes to.
  private static final class Course {
    final List<Hold.BeforeCall> calls = new ArrayList<>();
    final List<Hold.At> times = new ArrayList<>();
    long made;
  }

  Director(List<Hold> holds) {
    for (Hold hold : holds) {
      Course course = courses.computeIfAbsent(hold.tid(), _ -> new Course());
      switch (hold) {
        case Hold.BeforeCall call -> course.calls.add(call);
        case Hold.At at -> course.times.add(at);
      }
    }
  }

  /// A task is about to make a call.
  ///
  /// @return for how long it is to be held first, or 0; then the call is counted
  long beforeCall(Task task) {
    Course course = courses.get(task.tid());
    if (course == null) {
      return 0;
    }
    for (Hold.BeforeCall hold : course.calls) {
      if (hold.call() == course.made + 1) {
        course.calls.remove(hold);
        return hold.cycles();
      }
    }
    course.made++;
    return 0;
  }

  /// A task is at rest and could go on.
  ///
  /// @return for how long it is to be held first, or 0
  long beforeResuming(Task task) {
    Course course = courses.get(task.tid());
    long cycles = 0;
    if (course != null && !course.times.isEmpty()) {
      long time = task.context().time;
      for (Hold.At hold : course.times) {
        cycles += hold.time() <= time ? hold.cycles() : 0;
      }
      course.times.removeIf(hold -> hold.time() <= time);
    }
    return cycles;
  }

  /// When the slice of a task ends that would last until a time.
  long until(Task task, long time) {
    Course course = courses.get(task.tid());
    long until = time;
    if (course != null) {
      for (Hold.At hold : course.times) {
        until = Math.min(until, Math.max(hold.time(), task.context().time + 1));
      }
    }
    return until;
  }
}

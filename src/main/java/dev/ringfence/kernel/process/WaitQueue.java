package dev.ringfence.kernel.process;

import java.util.ArrayList;
import java.util.List;

/// Tasks that wait for the same thing, first come first.
public final class WaitQueue {
  private final List<Task> tasks = new ArrayList<>(1);

  public void add(Task task) {
    tasks.add(task);
  }

  public void remove(Task task) {
    tasks.remove(task);
  }

  public List<Task> tasks() {
    return tasks;
  }
}

package dev.ringfence.analysis.contention;

import dev.ringfence.event.Event;
import dev.ringfence.event.ObjectEvent;
import dev.ringfence.machine.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows where all tasks stand, from events, and keeps account of what they wait for. It needs to
/// be told of objects ([dev.ringfence.kernel.Probes#follow]).
///
/// All times are nanoseconds from the beginning of the run, rounded down, so that what adds up in
/// cycles does so here.
public final class Contention implements Consumer<Event> {
  private final Clock clock;
  private final @Nullable PathGraph graph;
  private final CpuUse cpus;
  final Places places = new Places();
  private final Map<Integer, ProcessTimes> processes = new LinkedHashMap<>();

  /// The threads of those that live, by number, and of each process.
  private @Nullable Standing[] tasks = new Standing[64];

  /// The process of each task that there was.
  private @Nullable ProcessTimes[] ofTasks = new ProcessTimes[64];

  private final Map<Integer, List<Standing>> threads = new HashMap<>();
  private @Nullable ObjectUse[] objects = new ObjectUse[64];
  private int lastObject;

  /// @param cpus how many there are
  /// @param keepsPath whether the critical path is wanted, for which all turns are kept
  public Contention(Profile profile, int cpus, boolean keepsPath) {
    this.clock = new Clock(profile);
    this.cpus = new CpuUse(cpus);
    this.graph = keepsPath ? new PathGraph() : null;
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case ObjectEvent fact -> fact(fact);
      case Event.Dispatched dispatched -> dispatched(dispatched);
      case Event.CallBlocked blocked -> {
        long now = nanos(blocked.time());
        blocks(blocked.tid(), now, blocked.object(), blocked.reason(), blocked.line());
      }
      case Event.ProcessCreated created -> created(created);
      case Event.ThreadCreated created -> {
        ProcessTimes process = processes.get(created.pid());
        if (process != null) {
          start(created.tid(), process, nanos(created.time()));
        }
      }
      case Event.ThreadExited exited -> end(task(exited.tid()), nanos(exited.time()));
      case Event.ProcessExited exited -> {
        List<Standing> all = threads.remove(exited.pid());
        if (all != null) {
          List.copyOf(all).forEach(task -> end(task, nanos(exited.time())));
        }
      }
      default -> {}
    }
  }

  private void fact(ObjectEvent fact) {
    long now = nanos(fact.time());
    switch (fact) {
      case ObjectEvent.Level level ->
          object(level.object(), level.name())
              .fill
              .set(now, level.queued(), level.capacity(), level.full());
      case ObjectEvent.Woken woken -> woken(woken, now);
      case ObjectEvent.Paused paused ->
          blocks(paused.tid(), now, paused.object(), paused.name(), 0);
      case ObjectEvent.Readied readied -> readied(readied, now);
      case ObjectEvent.Left left -> {
        if (graph != null) {
          cpus.left(left.cpu(), graph.last(left.tid()), now);
        } else {
          cpus.left(left.cpu(), PathGraph.NONE, now);
        }
      }
      case ObjectEvent.Taken taken -> {
        Standing task = task(taken.tid());
        if (task != null) {
          ObjectUse object = object(taken.object(), taken.name());
          object.taken(task, now, place(task, taken.line()));
          task.holds.add(object);
        }
      }
      case ObjectEvent.Given given -> {
        ObjectUse object = object(given.object(), "");
        object.given(given.tid(), now);
        Standing task = task(given.tid());
        if (task != null) {
          task.holds.remove(object);
        }
      }
      case ObjectEvent.Signalled signalled ->
          object(signalled.object(), signalled.name()).signalled(now);
      case ObjectEvent.Runs runs -> {
        ProcessTimes process = processes.get(runs.pid());
        if (process != null) {
          process.program = places.program(runs.program());
        }
      }
    }
  }

  private long nanos(long cycles) {
    return clock.nanos(cycles);
  }

  private @Nullable Standing task(int tid) {
    return tid < tasks.length ? tasks[tid] : null;
  }

  private ObjectUse object(int number, String name) {
    if (number >= objects.length) {
      objects = Arrays.copyOf(objects, Math.max(number + 1, objects.length * 2));
    }
    ObjectUse known = objects[number];
    if (known == null) {
      known = new ObjectUse(number, name);
      objects[number] = known;
      lastObject = Math.max(lastObject, number);
    } else {
      known.alsoCalled(name);
    }
    return known;
  }

  private static long place(@Nullable Standing task, int line) {
    return task == null ? 0 : Places.of(task.process.program, line);
  }

  /// As [#place], or the process of a task where the line is not known.
  private long placeOf(int tid, int line) {
    ProcessTimes process = tid < ofTasks.length ? ofTasks[tid] : null;
    return process == null ? 0 : line == 0 ? process.pid : Places.of(process.program, line);
  }

  private void created(Event.ProcessCreated created) {
    String label =
        created.count() > 1 ? created.name() + "[" + created.index() + "]" : created.name();
    ProcessTimes process = new ProcessTimes(created.pid(), label);
    processes.put(created.pid(), process);
    start(created.pid(), process, nanos(created.time()));
  }

  private void start(int tid, ProcessTimes process, long now) {
    if (tid >= tasks.length) {
      tasks = Arrays.copyOf(tasks, Math.max(tid + 1, tasks.length * 2));
      ofTasks = Arrays.copyOf(ofTasks, tasks.length);
    }
    Standing task = new Standing(tid, process, now);
    tasks[tid] = task;
    ofTasks[tid] = process;
    threads.computeIfAbsent(process.pid(), _ -> new ArrayList<>(1)).add(task);
    cpus.readied();
  }

  private void end(@Nullable Standing task, long now) {
    if (task == null) {
      return;
    }
    leave(task, now, Blame.NOBODY, 0);
    if (task.state == Standing.State.RUNNABLE) {
      cpus.withdrawn();
    }
    close(task, now);
    task.holds.forEach(object -> object.left(task.tid, now));
    tasks[task.tid] = null;
    List<Standing> all = threads.get(task.process.pid());
    if (all != null) {
      all.remove(task);
    }
    if (graph != null) {
      graph.add(PathGraph.END, task.tid, now);
    }
  }

  private void close(Standing task, long now) {
    task.settle(now);
    task.process.lifetime += now - task.created;
  }

  /// Ends what the task does until now, and its wait if it waits.
  private void leave(Standing task, long now, int kind, long by) {
    long begun = task.since;
    ObjectUse object = task.object;
    if (task.state == Standing.State.RUNNING) {
      cpus.holds.add(Math.max(0, now - begun));
    }
    task.settle(now);
    if (object != null) {
      object.ends(task, begun, now, kind, by);
      task.state = Standing.State.RUNNABLE;
      cpus.readied();
    }
  }

  private void blocks(int tid, long now, int number, String name, int line) {
    Standing task = task(tid);
    if (task == null) {
      return;
    }
    leave(task, now, Blame.NOBODY, 0);
    if (task.state == Standing.State.RUNNABLE) {
      cpus.withdrawn();
    }
    task.state = Standing.State.BLOCKED;
    object(number, name).waits(task, now, place(task, line));
    if (graph != null) {
      graph.add(PathGraph.WAIT, tid, now);
      graph.of(number, place(task, line), -1);
    }
  }

  private void woken(ObjectEvent.Woken woken, long now) {
    Standing task = task(woken.tid());
    if (task == null || task.object == null) {
      return;
    }
    ObjectUse object = task.object;
    long place = placeOf(woken.by(), woken.line());
    leave(task, now, woken.by() == 0 ? Blame.OUTSIDE : Blame.A_TASK, place);
    if (graph != null) {
      Holders.Hold hold = object.endedBy(woken.by());
      long acted = nanos(woken.at());
      int cause = woken.by() == 0 ? PathGraph.NONE : graph.at(woken.by(), acted);
      graph.add(PathGraph.READY, woken.tid(), now);
      graph.from(cause, acted);
      graph.of(
          object.number(), hold == null ? place : hold.place(), hold == null ? -1 : hold.since());
    }
  }

  private void readied(ObjectEvent.Readied readied, long now) {
    Standing task = task(readied.tid());
    if (task == null) {
      return;
    }
    int by = readied.by();
    boolean goesOn = task.state == Standing.State.RUNNABLE && task.since == now;
    if (task.state != Standing.State.RUNNABLE) {
      boolean wasRunning = task.state == Standing.State.RUNNING;
      leave(task, now, by == 0 ? Blame.OUTSIDE : Blame.A_TASK, 0);
      if (wasRunning) {
        task.state = Standing.State.RUNNABLE;
        cpus.readied();
      }
    }
    boolean isNew = graph != null && graph.last(task.tid) == PathGraph.NONE;
    if (graph != null && (!goesOn || isNew)) {
      int cause = by == 0 || by == task.tid ? PathGraph.NONE : graph.at(by, now);
      graph.add(PathGraph.READY, task.tid, now);
      graph.from(cause, now);
      graph.of(0, 0, -1);
    }
  }

  private void dispatched(Event.Dispatched dispatched) {
    Standing task = task(dispatched.tid());
    if (task == null) {
      return;
    }
    long now = nanos(dispatched.time());
    cpus.dispatched(now - task.since);
    task.settle(now);
    task.state = Standing.State.RUNNING;
    if (graph != null) {
      graph.add(PathGraph.RUN, dispatched.tid(), now);
      int cpu = dispatched.cpu();
      graph.from(cpus.turn(cpu), cpus.time(cpu));
    }
  }

  /// The run is over: what has not come to its end counts with its age.
  ///
  /// @param cycles when that was
  /// @param words gives a line of a program, which is named, as file:line
  public Account finish(long cycles, BiFunction<String, Integer, String> words) {
    long end = nanos(cycles);
    for (Standing task : tasks) {
      if (task != null) {
        leave(task, end, Blame.NOBODY, 0);
        close(task, end);
      }
    }
    List<ObjectUse> all = new ArrayList<>();
    for (int i = 0; i <= lastObject && i < objects.length; i++) {
      ObjectUse object = objects[i];
      if (object != null) {
        object.finish(end);
        all.add(object);
      }
    }
    return new Closing(processes.values(), all, cpus, graph, ofTasks, places, words, end).account();
  }

  /// Tells the steps of the critical path of a run that is over, if turns were kept and were not
  /// too many.
  ///
  /// @param cycles when it was over
  public void eachStep(long cycles, PathReader reader) {
    if (graph != null && graph.isWhole()) {
      long end = nanos(cycles);
      CriticalPath.of(graph, end, graph.lastBefore(end), reader);
    }
  }
}

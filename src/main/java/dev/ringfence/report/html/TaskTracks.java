package dev.ringfence.report.html;

import dev.ringfence.core.Signal;
import dev.ringfence.event.Event;
import dev.ringfence.event.ObjectEvent;
import dev.ringfence.machine.Profile;
import dev.ringfence.report.html.TaskTrack.State;
import dev.ringfence.report.html.Trace.Mark;
import dev.ringfence.report.output.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Follows what all tasks do, from events, and writes it into the trace.
final class TaskTracks {
  private static final int INIT = 1;

  /// So many tasks have a place in the timeline, the first ones.
  private static final int MOST_TASKS = 100_000;

  private static final int MOST_TEXTS = 100_000;

  /// Of texts so many characters are kept.
  private static final int LONGEST = 400;

  /// A task that there was.
  ///
  /// @param label of its process
  record Told(int pid, int tid, String label, String program, long from, int parent) {}

  /// What is waited for or taken.
  ///
  /// @param object as [ObjectEvent] has it
  record What(int object, String name) {}

  private final Profile profile;
  private final Names names;
  final Trace trace;
  final Lines lines;
  final MemoryUse memory = new MemoryUse();
  final Interned<String> texts = new Interned<>("", MOST_TEXTS);
  final Interned<String> calls = new Interned<>("", Integer.MAX_VALUE);
  final Interned<What> whats = new Interned<>(new What(0, ""), MOST_TEXTS);
  final List<Told> told = new ArrayList<>();
  long tasksLeftOut;

  private final Map<Integer, TaskTrack> tasks = new HashMap<>();

  /// Of those as well that have ended, who may still be named as who ended a wait.
  private final Map<Integer, Integer> numbers = new HashMap<>();

  TaskTracks(Profile profile, Names names, Trace trace) {
    this.profile = profile;
    this.names = names;
    this.trace = trace;
    this.lines = new Lines(names);
  }

  private long nanos(long cycles) {
    return profile.nanos(cycles);
  }

  void accept(Event event) {
    long now = nanos(event.time());
    memory.accept(event, now);
    switch (event) {
      case Event.ProcessCreated created -> {
        created(created.pid(), created.pid(), created.parent(), now);
        if (created.parent() == INIT) {
          enters(tasks.get(created.pid()), now, State.RUNNABLE, 0, 0, 0);
        }
      }
      case Event.ThreadCreated made -> created(made.tid(), made.pid(), made.pid(), now);
      case Event.ProcessExited exited -> exited(exited, now);
      case Event.ThreadExited exited -> ends(exited.tid(), now);
      case Event.CallEntered entered -> entered(tasks.get(entered.tid()), entered, now);
      case Event.CallReturned returned -> returned(tasks.get(returned.tid()), returned);
      case Event.CallBlocked blocked -> blocked(tasks.get(blocked.tid()), blocked, now);
      case Event.Dispatched dispatched -> dispatched(dispatched, now);
      case ObjectEvent fact -> fact(fact, now);
      default -> mark(event, now);
    }
  }

  private void fact(ObjectEvent fact, long now) {
    switch (fact) {
      case ObjectEvent.Left left -> {
        TaskTrack task = tasks.get(left.tid());
        if (task != null) {
          task.pauses(now);
        }
      }
      case ObjectEvent.Woken woken -> {
        TaskTrack task = tasks.get(woken.tid());
        if (task != null && task.state == State.BLOCKED) {
          long before = Math.max(0, now - nanos(woken.at()));
          canGoOn(task, now, woken.by(), before, woken.line());
        }
      }
      case ObjectEvent.Readied readied -> {
        TaskTrack task = tasks.get(readied.tid());
        if (task != null && task.state != State.RUNNABLE) {
          canGoOn(task, now, readied.by(), 0, 0);
        }
      }
      case ObjectEvent.Paused paused ->
          enters(
              tasks.get(paused.tid()),
              now,
              State.BLOCKED,
              whats.number(new What(paused.object(), paused.name())),
              0,
              0);
      case ObjectEvent.Taken taken -> {
        TaskTrack task = tasks.get(taken.tid());
        if (task != null) {
          int what = whats.number(new What(taken.object(), taken.name()));
          int line = lines.number(taken.tid(), taken.line());
          task.holds.putIfAbsent(taken.object(), new TaskTrack.Hold(now, what, line));
        }
      }
      case ObjectEvent.Given given -> {
        TaskTrack task = tasks.get(given.tid());
        TaskTrack.Hold hold = task == null ? null : task.holds.remove(given.object());
        if (task != null && hold != null) {
          trace.hold(task, hold, now);
        }
      }
      case ObjectEvent.Signalled _, ObjectEvent.Level _, ObjectEvent.Runs _ -> {}
    }
  }

  private void created(int tid, int pid, int parent, long now) {
    if (told.size() >= MOST_TASKS) {
      tasksLeftOut++;
      return;
    }
    numbers.put(tid, told.size());
    tasks.put(tid, new TaskTrack(told.size(), tid, now));
    told.add(new Told(pid, tid, names.label(pid), names.program(tid), now, parent));
  }

  private void enters(
      @Nullable TaskTrack task, long time, State next, long first, long second, long third) {
    if (task == null) {
      return;
    }
    long now = Math.max(time, task.since);
    trace.turn(task, now);
    if (task.state == State.BLOCKED && task.second != 0) {
      lines.waited((int) task.second, now - task.since);
    }
    task.state = next;
    task.since = now;
    task.first = first;
    task.second = second;
    task.third = third;
  }

  private void entered(@Nullable TaskTrack task, Event.CallEntered entered, long now) {
    if (task == null) {
      return;
    }
    callEnds(task, now);
    task.call = entered.call();
    task.shown = entered.shown();
    task.entered = now;
    task.line = lines.number(task.tid, entered.line());
    lines.called(task.line, task.takeExecuted(now));
  }

  private void returned(@Nullable TaskTrack task, Event.CallReturned returned) {
    if (task != null && task.call != null) {
      task.hasReturned = true;
      task.shown += returned.shown();
      if (returned.resumed() != 0) {
        task.resumed = nanos(returned.resumed());
        task.executesSince = task.resumed;
      }
    }
  }

  private void callEnds(TaskTrack task, long now) {
    String call = task.call;
    if (call != null) {
      String shown = task.shown.isEmpty() ? call : task.shown;
      long end = task.resumed == TaskTrack.UNKNOWN ? now : Math.min(now, task.resumed);
      trace.call(
          task, end, calls.number(call), texts.number(brief(shown)), task.hasReturned ? 0 : 1);
    }
    task.call = null;
    task.hasReturned = false;
    task.resumed = TaskTrack.UNKNOWN;
  }

  private static String brief(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  private void blocked(@Nullable TaskTrack task, Event.CallBlocked blocked, long now) {
    if (task != null) {
      int what = whats.number(new What(blocked.object(), blocked.reason()));
      enters(task, now, State.BLOCKED, what, lines.number(task.tid, blocked.line()), 0);
    }
  }

  private void dispatched(Event.Dispatched dispatched, long now) {
    TaskTrack task = tasks.get(dispatched.tid());
    if (task == null) {
      return;
    }
    if (task.hasReturned && task.resumed == TaskTrack.UNKNOWN) {
      task.resumed = now;
    }
    if (task.call == null || task.hasReturned) {
      task.executesSince = now;
    }
    enters(task, now, State.RUNNING, dispatched.cpu(), 0, 0);
  }

  /// If somebody else has brought it about that a task can go on, that is told as well.
  ///
  /// @param before how long ago it acted, at which line
  private void canGoOn(TaskTrack task, long now, int by, long before, int line) {
    Integer waker = by == task.tid ? null : numbers.get(by);
    if (waker == null) {
      enters(task, now, State.RUNNABLE, 0, 0, 0);
    } else {
      enters(task, now, State.RUNNABLE, waker + 1, before, lines.number(by, line));
    }
  }

  private void ends(int tid, long now) {
    TaskTrack task = tasks.remove(tid);
    if (task != null) {
      callEnds(task, now);
      enters(task, now, State.NONE, 0, 0, 0);
      task.holds.values().forEach(hold -> trace.hold(task, hold, now));
    }
  }

  private void exited(Event.ProcessExited exited, long now) {
    Signal signal = Signal.of(exited.status() & 0x7F);
    String text =
        signal == null ? "exited with " + (exited.status() >> 8) : "killed by " + signal.name();
    mark(exited.pid(), now, Mark.ENDED, text, 0);
    names.threads(exited.pid()).forEach(tid -> ends(tid, now));
  }

  private void mark(Event event, long now) {
    switch (event) {
      case Event.FaultRaised fault -> {
        String text =
            "exception %d at address 0x%x, error code %d"
                .formatted(fault.vector(), fault.address(), fault.errorCode());
        mark(fault.tid(), now, Mark.FAULT, text, fault.line());
      }
      case Event.SignalSent sent -> {
        Signal signal = Signal.of(sent.signal());
        String name = signal == null ? "signal " + sent.signal() : signal.name();
        String from = sent.sender() == 0 ? "" : " from " + names.task(sent.sender());
        mark(sent.pid(), now, Mark.SIGNAL, name + from, 0);
      }
      case Event.Stuck stuck -> stuck.tids().forEach(tid -> mark(tid, now, Mark.STUCK, "", 0));
      case Event.ConsoleWritten written ->
          mark(written.pid(), now, Mark.PRINTED, written.text(), 0);
      case Event.AccessDenied denied ->
          mark(denied.tid(), now, Mark.DENIED, denied.object(), denied.line());
      case Event.Measured measured -> {
        String text = (measured.begins() ? "begins " : "ends ") + measured.name();
        mark(measured.tid(), now, Mark.MEASURED, text, 0);
      }
      default -> {}
    }
  }

  private void mark(int tid, long now, Mark mark, String text, int line) {
    Integer number = numbers.get(tid);
    if (number != null) {
      trace.mark(number, now, mark, texts.number(brief(text)), lines.number(tid, line));
    }
  }

  /// The run is over.
  void finish(long now) {
    for (int tid : List.copyOf(tasks.keySet()).stream().sorted().toList()) {
      ends(tid, now);
    }
  }
}

package dev.ringfence.report.metric;

import dev.ringfence.event.Event;
import dev.ringfence.machine.Profile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Measures what a run's events tell: what programs measure by `measure_begin` and `measure_end`,
/// system calls, the processes of a load, and what is waited for.
///
/// A time counts if it began in the window; what has not come to its end counts with its age. Of a
/// process that ended nothing is kept.
public final class Metrics implements Consumer<Event> {
  private static final int INIT = 1;

  /// What is measured: from the one time on, before the other, in cycles.
  public record Window(long from, long to) {
    /// All of a run.
    public static final Window ALL = new Window(0, Long.MAX_VALUE);

    boolean includes(long time) {
      return time >= from && time < to;
    }
  }

  private static final class Member {
    /// When the load should have begun it, or -1 for a process that is none of the load's.
    long intended = -1;

    /// Whether its calls and waits count.
    boolean counts;

    /// Threads beside the first.
    Set<Integer> others = Set.of();
  }

  private static final class Thread {
    final Member member;
    String call = "";
    long entered;

    /// Since when it could run and did not, or -1.
    long readySince = -1;

    /// Since when it has been waiting for the object, or -1.
    long blockedSince = -1;

    String object = "";

    /// What the wait for the first CPU adds to the first measurement.
    long delay;

    boolean hasRun;
    Map<String, Long> open = Map.of();

    Thread(Member member) {
      this.member = member;
    }
  }

  private final Profile profile;
  private final Window window;
  private final boolean observesCalls;
  private final boolean onlySessions;
  private final Map<Integer, Member> members = new HashMap<>();
  private final Map<Integer, Thread> threads = new HashMap<>();
  private final Map<String, Distribution> measures = new TreeMap<>();
  private final Map<String, Distribution> calls = new TreeMap<>();
  private final Distribution sessions = new Distribution();
  private final Map<Integer, Long> failures = new TreeMap<>();
  private final Waits waits = new Waits();
  private long ended;
  private long refused;
  private long allEnded;
  private int live;
  private int mostLive;

  private Metrics(Profile profile, Window window, boolean observesCalls, boolean onlySessions) {
    this.profile = profile;
    this.window = window;
    this.observesCalls = observesCalls;
    this.onlySessions = onlySessions;
  }

  /// Of a run, in which all processes count.
  ///
  /// @param observesCalls whether system calls are measured, too
  public static Metrics ofRun(Profile profile, boolean observesCalls) {
    return new Metrics(profile, Window.ALL, observesCalls, false);
  }

  /// Of a load, whose own processes and those that they fork count.
  public static Metrics ofLoad(Profile profile, Window window) {
    return new Metrics(profile, window, true, true);
  }

  /// Whether the processes that count are those of a load.
  public boolean isOfLoad() {
    return onlySessions;
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.ProcessCreated created -> created(created);
      case Event.ThreadCreated created -> {
        Member member = members.get(created.pid());
        if (member != null) {
          member.others = member.others.isEmpty() ? new HashSet<>() : member.others;
          member.others.add(created.tid());
          start(created.tid(), member, created.time()).hasRun = true;
        }
      }
      case Event.SessionStarted started -> started(started);
      case Event.Measured measured -> measured(measured);
      case Event.ThreadExited exited -> end(exited.tid(), exited.time());
      case Event.ProcessExited exited -> exited(exited);
      case Event.CallEntered entered -> {
        Thread thread = observed(entered.tid());
        if (thread != null) {
          thread.call = entered.call();
          thread.entered = entered.time();
          thread.readySince = -1;
        }
      }
      case Event.CallBlocked blocked -> {
        Thread thread = observed(blocked.tid());
        if (thread != null) {
          unblock(thread, blocked.time());
          thread.object = blocked.reason();
          thread.blockedSince = blocked.time();
        }
      }
      case Event.CallReturned returned -> returned(returned);
      case Event.Dispatched dispatched -> dispatched(dispatched);
      case Event.SliceEnded slice -> {
        Thread thread = observed(slice.tid());
        if (thread != null) {
          thread.readySince = slice.time();
        }
      }
      case Event.FaultRaised _, Event.PageFilled _, Event.SignalSent _ -> {}
      case Event.PagedIn _, Event.PagedOut _, Event.OutOfMemory _ -> {}
      case Event.ConsoleWritten _, Event.Stuck _, Event.MachineCrashed _, Event.StrayWritten _ -> {}
      case Event.AccessDenied _, Event.Intervened _, Event.Derived _ -> {}
    }
  }

  private @Nullable Thread observed(int tid) {
    Thread thread = observesCalls ? threads.get(tid) : null;
    return thread != null && thread.member.counts ? thread : null;
  }

  private void created(Event.ProcessCreated created) {
    Member member = new Member();
    Member parent = members.get(created.parent());
    boolean first = created.parent() == INIT;
    member.counts = first ? !onlySessions : parent != null && parent.counts;
    members.put(created.pid(), member);
    start(created.pid(), member, created.time());
  }

  private Thread start(int tid, Member member, long time) {
    Thread thread = new Thread(member);
    thread.readySince = time;
    threads.put(tid, thread);
    return thread;
  }

  private void started(Event.SessionStarted started) {
    if (started.pid() == 0) {
      if (window.includes(started.intended())) {
        refused++;
      }
      return;
    }
    Member member = members.get(started.pid());
    Thread thread = threads.get(started.pid());
    if (member != null && thread != null) {
      member.intended = started.intended();
      member.counts = true;
      waited(Waits.PLACE, started.intended(), started.time());
      mostLive = Math.max(mostLive, ++live);
    }
  }

  private void measured(Event.Measured measured) {
    Thread thread = threads.get(measured.tid());
    if (thread == null) {
      return;
    }
    if (measured.begins()) {
      thread.open = thread.open.isEmpty() ? new LinkedHashMap<>(2) : thread.open;
      thread.open.put(measured.name(), measured.time() - thread.delay);
      thread.delay = 0;
      return;
    }
    Long begun = thread.open.remove(measured.name());
    if (begun != null) {
      record(measures, measured.name(), begun, measured.time());
    }
  }

  private void record(Map<String, Distribution> kind, String name, long from, long to) {
    if (window.includes(from) || window.includes(to)) {
      Distribution distribution = kind.computeIfAbsent(name, _ -> new Distribution());
      if (window.includes(from)) {
        distribution.add(profile.nanos(to - from));
      }
      if (window.includes(to)) {
        distribution.end();
      }
    }
  }

  private void returned(Event.CallReturned returned) {
    Thread thread = observed(returned.tid());
    if (thread == null) {
      return;
    }
    if (returned.resumed() == 0) {
      unblock(thread, returned.time());
      thread.readySince = returned.time();
    } else {
      returned(thread, returned.resumed());
    }
  }

  private void returned(Thread thread, long time) {
    String name = thread.call;
    thread.call = "";
    if (!name.isEmpty() && !name.startsWith("measure_")) {
      record(calls, plain(name), thread.entered, time);
    }
  }

  private static String plain(String call) {
    return call.startsWith("_") ? call.replaceFirst("^_+", "") : call;
  }

  private void dispatched(Event.Dispatched dispatched) {
    Thread thread = observed(dispatched.tid());
    if (thread == null) {
      return;
    }
    if (!thread.hasRun) {
      thread.hasRun = true;
      long intended = thread.member.intended;
      thread.delay = intended < 0 ? 0 : dispatched.time() - intended;
    }
    if (thread.readySince >= 0) {
      waited(Waits.CPUS, thread.readySince, dispatched.time());
      thread.readySince = -1;
    }
    returned(thread, dispatched.time());
  }

  private void unblock(Thread thread, long time) {
    if (thread.blockedSince >= 0) {
      waited(thread.object, thread.blockedSince, time);
      thread.blockedSince = -1;
    }
  }

  private void waited(String object, long from, long to) {
    long begin = Math.max(from, window.from());
    long end = Math.min(to, window.to());
    if (end > begin) {
      waits.add(object, profile.nanos(end - begin));
    }
  }

  private void exited(Event.ProcessExited exited) {
    Member member = members.remove(exited.pid());
    if (member == null) {
      return;
    }
    end(exited.pid(), exited.time());
    member.others.forEach(tid -> end(tid, exited.time()));
    if (member.intended >= 0) {
      live--;
      allEnded++;
      if (window.includes(exited.time())) {
        sessions.end();
      }
      if (window.includes(member.intended)) {
        sessions.add(profile.nanos(exited.time() - member.intended));
        ended++;
        if (exited.status() != 0) {
          failures.merge(exited.status(), 1L, Long::sum);
        }
      }
    }
  }

  private void end(int tid, long time) {
    Thread thread = threads.remove(tid);
    if (thread == null) {
      return;
    }
    if (thread.blockedSince >= 0 && window.includes(thread.entered)) {
      calls
          .computeIfAbsent(plain(thread.call), _ -> new Distribution())
          .addUnfinished(profile.nanos(Math.max(0, time - thread.entered)));
    }
    unblock(thread, time);
    if (thread.readySince >= 0 && observesCalls && thread.member.counts) {
      waited(Waits.CPUS, thread.readySince, time);
    }
    thread.open.forEach(
        (name, begun) -> {
          if (window.includes(begun)) {
            measures
                .computeIfAbsent(name, _ -> new Distribution())
                .addUnfinished(profile.nanos(Math.max(0, time - begun)));
          }
        });
  }

  /// The run is over: what has not come to its end counts with its age.
  public void finish(long time) {
    for (Member member : members.values()) {
      if (member.intended >= 0 && window.includes(member.intended)) {
        sessions.addUnfinished(profile.nanos(Math.max(0, time - member.intended)));
      }
    }
    List.copyOf(threads.keySet()).forEach(tid -> end(tid, time));
  }

  /// What programs measured, by name.
  public Map<String, Distribution> measures() {
    return measures;
  }

  /// System calls, by name.
  public Map<String, Distribution> calls() {
    return calls;
  }

  /// The processes of the load, from when each should have begun to its end.
  public Distribution sessions() {
    return sessions;
  }

  public Waits waits() {
    return waits;
  }

  /// Sessions of the window that ended, however.
  public long ended() {
    return ended;
  }

  /// Sessions of the window that did not end with 0, by the status of `wait(2)`.
  public Map<Integer, Long> failures() {
    return failures;
  }

  /// Sessions of the window for which there was no memory.
  public long refused() {
    return refused;
  }

  /// The share of the sessions of the window that failed, of those whose end is known.
  public double errors() {
    long failed = refused + failures.values().stream().mapToLong(Long::longValue).sum();
    return failed == 0 ? 0 : (double) failed / (ended + refused);
  }

  /// Sessions that are alive.
  public int live() {
    return live;
  }

  /// The most sessions that were alive at once.
  public int mostLive() {
    return mostLive;
  }

  /// Sessions that have ended, in the window and outside.
  public long allEnded() {
    return allEnded;
  }
}

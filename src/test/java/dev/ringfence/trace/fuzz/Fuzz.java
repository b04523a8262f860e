package dev.ringfence.trace.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.c.SystemCall;
import dev.ringfence.core.Rng;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.memory.Accounting;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.trace.Command;
import dev.ringfence.trace.Stage;
import dev.ringfence.trace.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Processes that make random system calls with random arguments, beside one that does nothing and
/// must not notice. A process that cannot go on is killed, and another one begun.
final class Fuzz {
  private static final int WORKERS = 5;
  private static final int MOST = 24;
  private static final int MARK = 0x5A;
  private static final int PAGES = 16;
  private static final long SIGKILL = 9;

  /// Calls that reach others by number: not allowed for those who look after the test.
  private static final Set<String> REACHING =
      Set.of("kill", "tgkill", "pthread_kill", "__sigqueue", "setpgid", "__affinity");

  private final Stage stage;
  private final Rng rng;
  private final RandomArguments random;
  private final Subject keeper;
  private final Subject bystander;
  private final List<Integer> spared = new ArrayList<>();
  private final List<SystemCall> calls;
  private final ArrayDeque<String> latest = new ArrayDeque<>();
  private final Invariants invariants;
  private final Leftovers leftovers;
  private final int frames;
  private long made;

  Fuzz(long seed) {
    stage = new Stage("machine.memory=64 MiB", "machine.quantum=2 us");
    rng = new Rng(seed);
    random = new RandomArguments(rng, stage.agent().arena());
    keeper = stage.start("keeper");
    bystander = stage.start("bystander");
    for (Process process : stage.kernel().processes().all()) {
      process.credentials = Credentials.of(Credentials.ROOT, Credentials.ROOT);
      spared.add(process.pid());
      stage.kernel().processes().oomAdjustment(process, -1000);
    }
    calls = stage.agent().calls();
    invariants = new Invariants(stage);
    leftovers = new Leftovers(stage);
    stage.boot();
    byte[] marks = new byte[PAGES * 4096];
    Arrays.fill(marks, (byte) MARK);
    stage.put(bystander, stage.agent().arena(), marks);
    stage.put(keeper, stage.agent().arena(), marks);
    worker();
    clear();
    frames = stage.kernel().parts().frames().inUse();
  }

  Invariants invariants() {
    return invariants;
  }

  /// Makes so many calls.
  void run(int count) {
    try {
      for (int i = 0; i < count; i++) {
        step();
      }
      finish();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("after " + made + " calls, the latest of them\n" + latest(), e);
    }
  }

  private String latest() {
    return String.join("\n", latest);
  }

  private void step() {
    List<Subject> free = new ArrayList<>();
    int all = 0;
    for (Process process : stage.kernel().processes().all()) {
      Subject subject = Objects.requireNonNull(stage.subject(process.pid()));
      if (!spared.contains(process.pid())) {
        all++;
        if (subject.isAlive() && !subject.isBusy() && !isGone(subject)) {
          free.add(subject);
        }
      }
    }
    if (all > MOST || rng.below(2000) == 0) {
      clear();
    } else if (free.size() < WORKERS) {
      worker();
    } else {
      call(free.get((int) rng.below(free.size())));
    }
  }

  /// Whether its first thread has ended or is stopped, so that nobody commands it.
  private static boolean isGone(Subject subject) {
    return !subject.process.tasks.contains(subject.task) || subject.process.signals.stopped;
  }

  /// Begins a process that makes random calls.
  private void worker() {
    long pid = now(keeper, "fork");
    assertTrue(pid > 0, () -> "fork gave " + pid);
    Subject worker = Objects.requireNonNull(stage.subject((int) pid));
    now(worker, "setpgid", 0, 0);
    worker.process.credentials = Credentials.USER;
    stage.kernel().processes().oomAdjustment(worker.process, 500);
    for (int at = 0; at < RandomArguments.SPACE; at += 64) {
      stage.put(worker, stage.agent().arena() + at, random.contents());
    }
  }

  private void call(Subject subject) {
    SystemCall call = calls.get((int) rng.below(calls.size()));
    List<Integer> pids = new ArrayList<>();
    stage.kernel().processes().all().forEach(p -> pids.add(p.pid()));
    long[] arguments = random.of(call, pids);
    if (REACHING.contains(call.name())) {
      spare(arguments);
    }
    for (long argument : arguments) {
      long offset = argument - stage.agent().arena();
      if (offset >= 0 && offset < RandomArguments.SPACE && rng.below(2) == 0) {
        stage.offer(subject, argument, random.contents());
      }
    }
    latest.add(subject.pid() + " " + call.name() + text(call, arguments));
    if (latest.size() > 12) {
      latest.remove();
    }
    made++;
    Leftovers.Opening opening = leftovers.opening(call, subject, arguments);
    subject.order(new Command.Call(call, arguments));
    stage.settle(0);
    leftovers.opened(opening, subject);
    invariants.check();
    if (made % 512 == 0) {
      checkBystander();
    }
  }

  private static String text(SystemCall call, long[] arguments) {
    int count = call.prototype().split(",").length;
    return Arrays.stream(arguments, 0, Math.min(count, arguments.length))
        .mapToObj(a -> Math.abs(a) < 10_000 ? Long.toString(a) : "0x" + Long.toHexString(a))
        .toList()
        .toString();
  }

  private void spare(long[] arguments) {
    for (int i = 0; i < 2; i++) {
      int pid = (int) arguments[i];
      if (pid == -1 || spared.contains(pid) || spared.contains(-pid)) {
        arguments[i] = 0;
      }
    }
  }

  /// Ends all that make random calls.
  private void clear() {
    while (true) {
      int left = 0;
      for (Process process : List.copyOf(stage.kernel().processes().all())) {
        if (!spared.contains(process.pid()) && !process.zombie) {
          left++;
          now(keeper, "kill", process.pid(), SIGKILL);
        }
      }
      stage.settle(0);
      long reaped = 1;
      while (reaped > 0) {
        reaped = now(keeper, "wait4", -1, 0, 1, 0);
      }
      if (left == 0) {
        return;
      }
    }
  }

  private long now(Subject subject, String name, long... arguments) {
    SystemCall call = Objects.requireNonNull(stage.agent().call(name), name);
    subject.order(new Command.Call(call, arguments));
    stage.settle(0);
    assertTrue(!subject.isBusy() && subject.isAlive(), () -> name + " did not return");
    return subject.result;
  }

  private void checkBystander() {
    assertTrue(bystander.isAlive(), "the bystander has ended");
    byte[] now = stage.get(bystander, stage.agent().arena(), PAGES * 4096);
    byte[] then = new byte[now.length];
    Arrays.fill(then, (byte) MARK);
    assertArrayEquals(then, now, "the bystander's memory");
  }

  private void finish() {
    clear();
    leftovers.remove(keeper);
    checkBystander();
    invariants.check();
    invariants.finish();
    new Accounting(stage.kernel()).check(new Event.ThreadExited(stage.kernel().now(), 0));
    assertEquals(frames, stage.kernel().parts().frames().inUse(), "frames in use");
  }
}

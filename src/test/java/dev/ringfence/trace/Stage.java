package dev.ringfence.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.c.SystemCall;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Creation;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Mmu;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Workload;
import dev.ringfence.user.Context;
import dev.ringfence.user.Gate;
import dev.ringfence.user.RawThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A kernel with processes that do what they are told, one command at a time: the shell around the
/// kernel executes no programs, but puts each process where its command has it. Only handlers of
/// signals run as programs.
///
/// One more process does nothing, so that time passes only as the stage says.
public final class Stage implements Kernel.Effects {
  private record Order(Process process, @Nullable Shootdown shootdown) {}

  /// The number of the process that does nothing.
  private static final int IDLE = 32_000;

  private static final String SCENARIO = "processes.p { program = \"\" }\n";
  private static final List<String> SETTINGS =
      List.of(
          "machine.quantum=1 ms",
          "limit.time=1000000 s",
          "limit.cpu=1000000 s",
          "limit.events=20000000");
  private static final Map<List<String>, Workload> WORKLOADS = new ConcurrentHashMap<>();
  private static final Map<List<SystemCall>, Agent> AGENTS = new ConcurrentHashMap<>();

  private final Workload workload;
  private final Kernel kernel;
  private final Agent agent;
  private final ArrayDeque<Order> orders = new ArrayDeque<>();
  private final Map<Integer, Subject> subjects = new LinkedHashMap<>();
  private final Set<Integer> calm = new HashSet<>();
  private final List<Consumer<Event>> listeners = new ArrayList<>();
  private long steps;

  /// @param settings keys of the scenario, as `-D` sets them
  public Stage(String... settings) {
    workload = workload(List.of(settings));
    kernel = new Kernel(workload.machine(), this, this::happened);
    agent = AGENTS.computeIfAbsent(kernel.calls(), Agent::new);
    kernel.processes().programs().install(agent.program());
    idle();
  }

  /// Begins the process that does nothing, with a number out of the way: as in a namespace of its
  /// own, the first process of a test has the number 2.
  private void idle() {
    Creation creation = kernel.processes().creation();
    creation.last(IDLE - 1);
    start("idle");
    creation.last(Process.INIT);
  }

  private static Workload workload(List<String> settings) {
    return WORKLOADS.computeIfAbsent(settings, Stage::read);
  }

  private static Workload read(List<String> settings) {
    try {
      Path file = Files.createTempFile("stage", ".conf");
      Files.writeString(file, SCENARIO);
      List<String> all = new ArrayList<>(SETTINGS);
      all.addAll(settings);
      Workload read = Scenarios.load(file, all.toArray(String[]::new));
      Files.delete(file);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Kernel kernel() {
    return kernel;
  }

  public Agent agent() {
    return agent;
  }

  Scenario scenario() {
    return workload.scenario();
  }

  /// Adds one who is told of all events.
  public void listen(Consumer<Event> listener) {
    listeners.add(listener);
  }

  private void happened(Event event) {
    if (event instanceof Event.ProcessCreated created) {
      subject(created.pid());
    }
    if (event instanceof Event.ProcessExited end) {
      Subject subject = subjects.get(end.pid());
      if (subject != null) {
        subject.status = end.status();
      }
    }
    listeners.forEach(listener -> listener.accept(event));
  }

  /// Begins a process, a child of init.
  public Subject start(String name) {
    return subject(kernel.create(name, "/bin/agent", List.of("agent"), List.of(), 0, 1));
  }

  /// The process with this number, or null if there is none.
  public @Nullable Subject subject(int pid) {
    Process process = kernel.processes().get(pid);
    return process == null ? subjects.get(pid) : subject(process);
  }

  private Subject subject(Process process) {
    return subjects.computeIfAbsent(process.pid(), _ -> new Subject(process));
  }

  /// Sets everything going.
  public void boot() {
    kernel.boot();
    settle(0);
  }

  @Override
  public void run(Process process) {
    orders.add(new Order(process, null));
  }

  @Override
  public void shootdown(Process process, Shootdown shootdown) {
    orders.add(new Order(process, shootdown));
  }

  /// The virtual time, in nanoseconds.
  public long nanos() {
    return workload.profile().nanos(kernel.now());
  }

  /// Lets time pass, and everything happen that happens without further commands.
  ///
  /// @param nanos virtual time that passes at least
  public void settle(long nanos) {
    long until = kernel.now() + workload.profile().cycles(nanos);
    calm.clear();
    for (Order order = orders.poll(); order != null; order = orders.poll()) {
      steps++;
      Shootdown shootdown = order.shootdown;
      if (shootdown == null) {
        serve(order.process);
        kernel.returned(order.process);
      } else {
        shootdown.apply(order.process.user().mmu());
        kernel.acknowledged(order.process);
      }
      if (kernel.now() >= until && isCalm()) {
        break;
      }
    }
    assertEquals("", kernel.stoppedBy(), "the kernel has stopped");
  }

  /// How often a process or its TLB has been served.
  long steps() {
    return steps;
  }

  private boolean isCalm() {
    for (Process process : kernel.processes().all()) {
      if (process.zombie || calm.contains(process.pid())) {
        continue;
      }
      for (Task task : process.tasks) {
        if (task.state != Task.State.BLOCKED) {
          return false;
        }
      }
    }
    return true;
  }

  private void serve(Process process) {
    Context context = process.user().placed().getFirst();
    Subject subject = subject(process);
    if (context.program() != agent.program() || !isCommanded(context)) {
      subject.caught |= subject.faulted;
      process.user().run(Gate.CLOSED);
      calm.clear();
    } else if (context != subject.task.context()) {
      // Another thread, which nobody commands.
      idle(subject, context);
    } else {
      serve(subject, context);
    }
  }

  /// Whether a thread of the agent waits for commands; one that begins does so from then on.
  private boolean isCommanded(Context context) {
    int begin = agent.program().functions().get(agent.program().start()).entry();
    if (context.pc() == begin) {
      RawThread.park(context, agent.park(), agent.registers());
    }
    return agent.isOnStage(context.pc());
  }

  private void serve(Subject subject, Context context) {
    switch (subject.command) {
      case null -> idle(subject, context);
      case Command.Call call -> call(subject, call, context);
      case Command.Peek(long address, int size) -> {
        byte[] bytes = new byte[size];
        if (access(subject, context, address, bytes, false)) {
          subject.bytes = bytes;
          subject.done(size);
        }
      }
      case Command.Poke(long address, byte[] bytes) -> {
        if (access(subject, context, address, bytes, true)) {
          subject.done(bytes.length);
        }
      }
    }
  }

  private void idle(Subject subject, Context context) {
    RawThread.idle(context);
    calm.add(subject.pid());
  }

  private void call(Subject subject, Command.Call call, Context context) {
    int place = agent.place(call.call());
    if (subject.begun && context.pc() == place + 1) {
      subject.done(RawThread.result(context));
      idle(subject, context);
      return;
    }
    if (!subject.begun) {
      RawThread.park(context, place, agent.registers());
      RawThread.arguments(context, call.extended());
      subject.begun = true;
    }
    RawThread.trap(context);
    calm.clear();
  }

  /// Copies between memory and `bytes`. False when that has ended with a fault.
  private boolean access(
      Subject subject, Context context, long address, byte[] bytes, boolean write) {
    Mmu mmu = subject.process.user().mmu();
    if (subject.caught) {
      subject.done(Subject.CAUGHT);
      idle(subject, context);
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      byte[] page = write ? mmu.forWrite(address + i) : mmu.forRead(address + i);
      if (page == null) {
        context.fault(mmu.vector, mmu.errorCode, mmu.address);
        subject.faulted = true;
        calm.clear();
        return false;
      }
      int at = (int) (address + i) & PhysicalMemory.FRAME - 1;
      if (write) {
        page[at] = bytes[i];
      } else {
        bytes[i] = page[at];
      }
    }
    idle(subject, context);
    return true;
  }

  /// Puts bytes into a process's memory, as the kernel writes there.
  public void put(Subject subject, long address, byte[] bytes) {
    if (!offer(subject, address, bytes)) {
      throw new IllegalStateException("no memory at " + Long.toHexString(address));
    }
  }

  /// As [#put]; false when there is no memory that may be written.
  public boolean offer(Subject subject, long address, byte[] bytes) {
    return UserMemory.write(subject.process.memory(), address, bytes, 0, bytes.length);
  }

  /// Takes bytes out of a process's memory, as the kernel reads there.
  public byte[] get(Subject subject, long address, int size) {
    byte[] bytes = new byte[size];
    if (!UserMemory.read(subject.process.memory(), address, bytes, 0, size)) {
      throw new IllegalStateException("no memory at " + Long.toHexString(address));
    }
    return bytes;
  }
}

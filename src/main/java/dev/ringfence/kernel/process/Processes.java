package dev.ringfence.kernel.process;

import dev.ringfence.core.Signal;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.file.Console;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.Image;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Profile;
import dev.ringfence.user.Context;
import dev.ringfence.user.UserSpace;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The process table: who lives, how processes come to be and how they end.
public final class Processes {
  private final PhysicalMemory physical;
  private final Frames frames;
  private final Profile profile;
  private final Scheduler scheduler;
  private final java.util.function.Consumer<Event> events;
  private final Map<String, Image> images = new TreeMap<>();
  private final Map<Integer, Process> table = new TreeMap<>();
  private int lastPid = Process.INIT;

  public Processes(
      PhysicalMemory physical,
      Frames frames,
      Profile profile,
      Scheduler scheduler,
      java.util.function.Consumer<Event> events) {
    this.physical = physical;
    this.frames = frames;
    this.profile = profile;
    this.scheduler = scheduler;
    this.events = events;
  }

  /// Makes a program available as `/bin/NAME`.
  public void install(Image image) {
    images.put("/bin/" + image.program().name(), image);
  }

  /// The program at a path, or null.
  @Nullable Image image(String path) {
    return images.get(path);
  }

  public Collection<Process> all() {
    return Collections.unmodifiableCollection(table.values());
  }

  public @Nullable Process get(int pid) {
    return table.get(pid);
  }

  /// Starts a process of the scenario.
  ///
  /// @param path of an installed program
  /// @param index which replica it is, from 0
  /// @param count how many replicas there are
  public Process create(String name, String path, List<String> arguments, int index, int count) {
    Image image = images.get(path);
    AddressSpace memory = image == null ? null : load(image);
    int pid = ++lastPid;
    Context context =
        image == null || memory == null
            ? null
            : Loader.start(image, memory, arguments, index, count, pid);
    if (memory == null || context == null) {
      throw new IllegalArgumentException("no memory or no program for " + name);
    }
    Descriptors descriptors = new Descriptors();
    for (int stream = 0; stream < 3; stream++) {
      descriptors.open(new Descriptors.Reference(new Console(stream, scheduler, events)));
    }
    return add(new Process(pid, Process.INIT, name, memory, userSpace(), descriptors), context);
  }

  @Nullable AddressSpace load(Image image) {
    return AddressSpace.of(physical, frames, image);
  }

  private UserSpace userSpace() {
    return new UserSpace(physical, profile);
  }

  /// The child of a fork: its pid, or -1 when memory is out.
  int fork(Task task) {
    Process parent = task.process();
    AddressSpace memory = parent.memory().fork();
    if (memory == null) {
      return -1;
    }
    Descriptors descriptors = parent.descriptors().fork();
    Process child =
        new Process(++lastPid, parent.pid(), parent.name(), memory, userSpace(), descriptors);
    Context context = task.context().copy();
    context.complete(0);
    parent.children.add(child);
    add(child, context);
    return child.pid();
  }

  private Process add(Process process, Context context) {
    table.put(process.pid(), process);
    Task task = new Task(process.pid(), process, context);
    process.tasks.add(task);
    events.accept(
        new Event.ProcessCreated(
            scheduler.now(), process.pid(), process.parent, process.name()));
    scheduler.ready(task);
    return process;
  }

  /// Sends a signal, which here always has its default action. A process that is on a CPU takes a
  /// fatal signal when it next enters the kernel.
  public void signal(Process process, Signal signal, int sender) {
    events.accept(
        new Event.SignalSent(scheduler.now(), process.pid(), signal.number(), sender));
    Signal.Action action = signal.action();
    boolean fatal = action == Signal.Action.TERMINATE || action == Signal.Action.CORE;
    if (!fatal || process.zombie || process.fatalSignal != 0) {
      return;
    }
    process.fatalSignal = signal.number();
    if (process.tasks.stream().noneMatch(task -> task.state == Task.State.ON_CPU)) {
      end(process, signal.number());
    }
  }

  /// Ends a process that is at rest: closes its files, gives its memory back, hands its children to
  /// init and tells its parent.
  ///
  /// @param status as `wait(2)` gives it
  public void end(Process process, int status) {
    process.tasks.forEach(scheduler::remove);
    process.tasks.clear();
    process.zombie = true;
    process.status = status;
    events.accept(new Event.ProcessExited(scheduler.now(), process.pid(), status));
    process.descriptors().closeAll();
    process.memory().release();
    for (Process child : process.children) {
      child.parent = Process.INIT;
      if (child.zombie) {
        table.remove(child.pid());
      }
    }
    process.children.clear();
    Process parent = table.get(process.parent);
    if (parent != null && !parent.zombie) {
      scheduler.wake(parent.childEnds);
    }
  }

  /// Forgets a zombie that has been waited for.
  void reap(Process parent, Process child) {
    parent.children.remove(child);
    table.remove(child.pid());
  }
}

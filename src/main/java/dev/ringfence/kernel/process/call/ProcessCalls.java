package dev.ringfence.kernel.process.call;

import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.core.Rng;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Commitment;
import dev.ringfence.kernel.memory.Image;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Termination;
import dev.ringfence.kernel.process.program.Executables;
import dev.ringfence.kernel.process.program.Loader;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import dev.ringfence.user.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The calls on processes and time: `fork(2)`, `execve(2)`, `_exit(2)`,
/// `brk(2)`, `nanosleep(2)` and their kin.
public final class ProcessCalls {
  private static final int PATH_MAX = 4096;
  private static final int ARG_MAX = 131_072;

  private final Processes processes;
  private final Executables executables;
  private final Scheduler scheduler;
  private final Commitment commitment;
  private final Profile profile;
  private final Rng random;

  public ProcessCalls(
      Processes processes, Scheduler scheduler, Commitment commitment, Profile profile, long seed) {
    this.random = new Rng(seed);
    this.processes = processes;
    this.executables = new Executables(processes.files());
    this.scheduler = scheduler;
    this.commitment = commitment;
    this.profile = profile;
  }

  public void addTo(Calls calls) {
    calls.add("unistd.h", "pid_t fork(void)", this::fork).acts(Act.FORK).copiesRegisters();
    calls.add("unistd.h", "pid_t vfork(void)", this::fork).acts(Act.FORK).copiesRegisters();
    calls
        .add(
            "unistd.h",
            "int execve(const char *path, char *const argv[], char *const envp[])",
            this::execve)
        .acts(Act.EXEC);
    calls.add("unistd.h", "void _exit(int status)", this::exit).last().plain();
    calls.add("unistd.h", "pid_t getpid(void)", task -> task.process().pid()).plain();
    calls.add("unistd.h", "pid_t getppid(void)", task -> task.process().parent);
    calls.add("unistd.h", "pid_t gettid(void)", Task::tid);
    calls.add("unistd.h", "void *__brk(void *addr)", this::brk).failing(Failure.NONE);
    calls
        .add("ringfence.h", "unsigned long long __random(void)", _ -> random.next() >>> 1)
        .failing(Failure.NONE)
        .fast();
    calls.add("sched.h", "int sched_yield(void)", this::yield).plain();
  }

  private long fork(Task task) {
    task.context().time += profile.costs().fork();
    if (!commitment.allowsCopy(task.process().memory())) {
      return Errno.ENOMEM.result();
    }
    if (ResourceLimits.forbidsFork(processes, task.process())) {
      return Errno.EAGAIN.result();
    }
    int pid = processes.creation().fork(task);
    return pid < 0 ? Errno.ENOMEM.result() : pid;
  }

  private long execve(Task task) {
    Process process = task.process();
    String path = UserMemory.string(process.memory(), task.argument(0), PATH_MAX);
    List<String> arguments = strings(process.memory(), task.argument(1));
    List<String> environment = strings(process.memory(), task.argument(2));
    if (path == null || arguments == null || environment == null) {
      return Errno.EFAULT.result();
    }
    String file = path;
    List<String> interpreter = executables.interpreter(process.directory(), path);
    if (interpreter != null) {
      file = interpreter.getFirst();
      arguments = scriptArguments(interpreter, path, arguments);
    }
    Image image = executables.program(process.directory(), file);
    if (image == null) {
      return executables.refusal(process.directory(), file).result();
    }
    AddressSpace memory = processes.creation().load(image);
    Context next =
        memory == null
            ? null
            : Loader.start(
                image,
                memory,
                arguments,
                environment,
                process.index(),
                process.count(),
                process.pid());
    if (memory == null || next == null) {
      return Errno.ENOMEM.result();
    }
    memory.limitAs(process.memory());
    process.rights.applyTo(next);
    memory.supervised(process.rights.ring() < 3);
    next.cpu = task.context().cpu;
    next.time = task.context().time + profile.costs().exec();
    processes.termination().endOtherThreads(task);
    processes.termination().leaves(task);
    Termination.leave(process);
    task.dropHoldings();
    process.signals.exec();
    process.descriptors().exec();
    process.threadHook = -1;
    process.hasExecuted = true;
    process.become(executables.exec(process.directory(), file, process.credentials));
    process.dumpable = process.credentials.isWhoItSeems();
    process.executable = processes.files().absolute(process.directory(), file);
    processes.arguments().note(process, arguments, environment);
    task.signals.exec();
    process.become(memory);
    task.become(next);
    String name = path.substring(path.lastIndexOf('/') + 1);
    task.name = name.equals(next.program().name()) ? null : name;
    scheduler.facts().runs(process, next.program().name());
    processes.lost(process);
    return Calls.GONE;
  }

  /// What an interpreter is given: its own argument, the script and the script's arguments.
  private static List<String> scriptArguments(
      List<String> interpreter, String script, List<String> arguments) {
    List<String> all = new ArrayList<>(interpreter);
    all.add(script);
    all.addAll(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
    return all;
  }

  private static @Nullable List<String> strings(AddressSpace memory, long vector) {
    List<String> arguments = new ArrayList<>();
    if (vector == 0) {
      return arguments;
    }
    for (int i = 0; i < ARG_MAX / 8; i++) {
      Long pointer = UserMemory.getPointer(memory, vector + (long) memory.regions().word() * i);
      if (pointer == null) {
        return null;
      }
      if (pointer == 0) {
        return arguments;
      }
      String argument = UserMemory.string(memory, pointer, ARG_MAX);
      if (argument == null) {
        return null;
      }
      arguments.add(argument);
    }
    return null;
  }

  private long exit(Task task) {
    processes.termination().end(task.process(), ((int) task.argument(0) & 0xFF) << 8);
    return Calls.GONE;
  }

  private long yield(Task task) {
    scheduler.expire(task);
    return 0;
  }

  private long brk(Task task) {
    AddressSpace memory = task.process().memory();
    long more = task.argument(0) - memory.breakAt();
    return more > 0 && (!memory.hasRoom(more) || !commitment.allows(more, false))
        ? memory.breakAt()
        : memory.moveBreak(task.argument(0));
  }
}

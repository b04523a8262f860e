package dev.ringfence.analysis;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.core.Rng;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.DataModel;
import dev.ringfence.scenario.Workload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A small program as register code on the simulated kernel, held against all its continuations
/// whenever the kernel is at rest.
final class SmallProgramRun {
  private static final int PIPES = 0x500000;
  private static final int PATH = PIPES + 64;
  private static final int MESSAGE = PIPES + 128;
  private static final int OPERATION = MESSAGE + 64;
  private static final int BLOCK = 4096;
  private static final int SIZE = 8192;
  private static final int FIRST_PID = 2;
  private static final int SETPIPE_SZ = 1031;
  private static final int SETVAL = 16;

  /// What lies in the program's data behind that: the name of a message queue, and its attributes;
  /// what is watched; what is added to a counter; the bytes to be locked, and let go.
  private static final int NAME = PIPES + 256;

  private static final int ATTRIBUTES = PIPES + 264;
  private static final int WATCHED = PIPES + 296;
  private static final int POLLED = PIPES + 312;
  private static final int COUNT = PIPES + 320;
  private static final int RANGE = PIPES + 328;
  private static final int NO_RANGE = PIPES + 360;
  private static final int DATA = 512;
  private static final int READABLE = 1;
  private static final int SETLKW = 7;
  private static final int WAKE = 1;
  private static final int SEMAPHORE_COUNTER = 1;
  private static final int CREATE = 0102;
  private static final int LOCK = 2;
  private static final int UNLOCK = 8;
  private static final int PRIVATE = 0;
  private static final int MODE = 0600;

  /// Memory that the processes share, and what lies in it.
  private static final int SHARED = 0x700000;

  private static final int SEMAPHORE = SHARED;
  private static final int MUTEX = SHARED + 64;
  private static final int CONDITION = SHARED + 128;
  /// Where a barrier has how many have come.
  private static final int ARRIVED = 4;

  private static final int BARRIER = SHARED + 192;
  private static final int WORD = SHARED + 256;
  private static final int READ_AND_WRITE = 3;
  private static final int FIXED_SHARED_ANONYMOUS = 0x31;

  /// The descriptors behind those of the pipes; the sockets are two. Behind those that watch a pipe
  /// each come those of the children that the first process then has, and the file that is locked.
  private static final int QUEUE = 7;

  private static final int COUNTER = 8;
  private static final int SOCKETS = 9;
  private static final int WATCHES = 11;
  private static final int CHILDREN = 13;

  private final SmallProgram small;
  private final Rng rng;
  private final Kernel kernel;
  private final Liveness liveness;
  private final List<Long> code = new ArrayList<>();

  /// Where each process's calls are: the instructions of its calls, in their order.
  private final List<List<Integer>> places = new ArrayList<>();

  private final int[] done = new int[SmallProgram.MOST_PROCESSES];
  private final int[] phases = new int[SmallProgram.MOST_PROCESSES];
  private int begun;

  /// How often processes were stuck in calls of one kind, by brute force; how often the analysis
  /// knew of it at once, and how often it knew of it when it had looked into the future.
  static final class Tally {
    long stuck;
    long known;
    long foreseen;
  }

  final Map<SmallProgram.Kind, Tally> tallies;

  /// Whether the future is looked into; all tasks must be at rest then, as on one CPU.
  private final boolean foresees;

  /// The first time that the analysis was wrong, or the empty string.
  String falseAlarm = "";

  /// @param tallies gets what is found
  SmallProgramRun(
      SmallProgram small, long seed, Workload workload, Map<SmallProgram.Kind, Tally> tallies) {
    this(small, seed, workload, tallies, true, null);
  }

  /// @param observer is told of what happens, objects included
  SmallProgramRun(SmallProgram small, long seed, Workload workload, Consumer<Event> observer) {
    this(small, seed, workload, new EnumMap<>(SmallProgram.Kind.class), false, observer);
  }

  private SmallProgramRun(
      SmallProgram small,
      long seed,
      Workload workload,
      Map<SmallProgram.Kind, Tally> tallies,
      boolean foresees,
      @Nullable Consumer<Event> observer) {
    this.tallies = tallies;
    this.foresees = foresees;
    this.small = small;
    rng = new Rng(~seed);
    PlainLoop loop = new PlainLoop(_ -> compare());
    kernel = new Kernel(workload.machine(), loop, _ -> {});
    if (observer != null) {
      kernel.probes().follow(observer);
    }
    liveness = new Liveness(kernel, 0);
    kernel.probes().watch(liveness);
    generate();
    kernel.processes().programs().install(program());
    kernel.create("p", "/bin/p", List.of("p"), List.of(), 0, 1);
    loop.serve(kernel);
    compare();
  }

  /// When it ended, in cycles.
  long end() {
    return kernel.now();
  }

  private Program program() {
    long[] words = code.stream().mapToLong(Long::longValue).toArray();
    Function start = new Function("_start", 0, 0, words.length, 3, 40, 0, false, false);
    byte[] data = new byte[DATA];
    data[PATH - PIPES] = 'f';
    data[MESSAGE - PIPES] = 1;
    data[NAME - PIPES] = 'q';
    data[ATTRIBUTES - PIPES + 8] = SmallProgram.ROOM;
    data[ATTRIBUTES - PIPES + 16] = Long.BYTES;
    data[WATCHED - PIPES] = READABLE;
    data[POLLED - PIPES + 4] = READABLE;
    data[COUNT - PIPES] = 1;
    data[RANGE - PIPES] = 1;
    data[NO_RANGE - PIPES] = 2;
    return new Program(
        DataModel.LP64,
        "p",
        words,
        new long[0],
        List.of(start),
        new int[words.length],
        new byte[words.length],
        List.of(new Program.File("p.s", false)),
        0x4FF000,
        new byte[0],
        PIPES,
        data,
        1 << 16,
        0,
        List.of(),
        Program.ThreadStorage.NONE);
  }

  private int number(String name) {
    return kernel.calls().stream()
        .filter(call -> call.name().equals(name) || call.name().equals("__" + name))
        .findFirst()
        .orElseThrow()
        .number();
  }

  private void call(String name, int... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      code.add(Op.word(Op.LI, Op.FIRST_PARAMETER + i, 0, arguments[i]));
    }
    code.add(Op.word(Op.SYSCALL, Op.FIRST_PARAMETER, 0, number(name)));
  }

  private void generate() {
    for (int pipe = 0; pipe < SmallProgram.PIPES; pipe++) {
      call("pipe", PIPES + 8 * pipe);
      call("fcntl", read(pipe), SETPIPE_SZ, BLOCK);
    }
    call("mq_open", NAME, CREATE, MODE, ATTRIBUTES);
    call("eventfd", small.value, SEMAPHORE_COUNTER);
    call("socketpair", 1, 1, 0, MESSAGE + BLOCK);
    for (int pipe = 0; pipe < SmallProgram.PIPES; pipe++) {
      call("epoll_create1", 0);
      call("epoll_ctl", WATCHES + pipe, 1, read(pipe), WATCHED);
    }
    call("semget", PRIVATE, 1, MODE);
    call("semctl", 0, 0, SETVAL, small.value);
    call("msgget", PRIVATE, MODE);
    call("mmap", SHARED, BLOCK, READ_AND_WRITE, FIXED_SHARED_ANONYMOUS, -1, 0);
    store(BARRIER, small.parties);
    for (int p = 0; p < small.processes; p++) {
      places.add(new ArrayList<>());
    }
    for (int child = 1; child < small.processes; child++) {
      call("fork");
      int branch = code.size();
      code.add(0L);
      generate(child);
      code.set(branch, Op.word(Op.JNZ, 0, Op.FIRST_PARAMETER, code.size()));
      call("pidfd_open", FIRST_PID + child, 0);
    }
    generate(0);
  }

  /// The descriptor of the file: a child has those of the older ones.
  private int file(int process) {
    return CHILDREN + (process == 0 ? small.processes : process) - 1;
  }

  private static int read(int pipe) {
    return 3 + 2 * pipe;
  }

  private void generate(int process) {
    call("openat", -100, PATH, CREATE, MODE);
    for (SmallProgram.Call call : small.calls(process)) {
      if (rng.below(3) > 0) {
        call("sched_yield");
      }
      generate(call, file(process));
      places.get(process).add(code.size() - 1);
    }
    call("_exit", 0);
    code.add(Op.word(Op.TRAP, 0, 0, 0));
  }

  private void generate(SmallProgram.Call call, int file) {
    int pipe = read(call.object());
    switch (call.kind()) {
      case WRITE -> call("write", pipe + 1, MESSAGE, BLOCK);
      case READ -> call("read", pipe, MESSAGE + BLOCK, BLOCK);
      case CLOSE_READ -> call("close", pipe);
      case CLOSE_WRITE -> call("close", pipe + 1);
      case UP -> semop(1);
      case DOWN -> semop(-1);
      case SEND -> call("msgsnd", 0, MESSAGE, SIZE, 0);
      case RECEIVE -> call("msgrcv", 0, MESSAGE + SIZE, SIZE, 0, 0);
      case REMOVE -> call("msgctl", 0, 0, 0);
      case LOCK -> call("flock", file, LOCK);
      case UNLOCK -> call("flock", file, UNLOCK);
      case KILL -> call("kill", FIRST_PID + call.object(), 9);
      case WAIT -> call("wait4", -1, 0, 0, 0);
      case JOIN -> call("wait4", FIRST_PID + call.object(), 0, 0, 0);
      case SEM_POST -> call("sem_post", SEMAPHORE);
      case SEM_WAIT -> call("sem_wait", SEMAPHORE);
      case MUTEX_LOCK -> call("pthread_mutex_lock", MUTEX);
      case MUTEX_UNLOCK -> call("pthread_mutex_unlock", MUTEX);
      case COND_WAIT -> call("pthread_cond_wait", CONDITION, MUTEX);
      case SIGNAL -> call("pthread_cond_signal", CONDITION);
      case BROADCAST -> call("pthread_cond_broadcast", CONDITION);
      case ARRIVE -> call("barrier_wait", BARRIER);
      case MQ_SEND -> call("mq_timedsend", QUEUE, MESSAGE, 1, 0, 0);
      case MQ_RECEIVE -> call("mq_timedreceive", QUEUE, MESSAGE + BLOCK, Long.BYTES, 0, 0);
      case RANGE_LOCK -> call("fcntl", file, SETLKW, RANGE);
      case RANGE_UNLOCK -> call("fcntl", file, SETLKW, NO_RANGE);
      case EVENT_UP -> call("write", COUNTER, COUNT, Long.BYTES);
      case EVENT_DOWN -> call("read", COUNTER, MESSAGE + BLOCK, Long.BYTES);
      case TRANSMIT -> call("send", SOCKETS + 1, MESSAGE, 1, 0);
      case OBTAIN -> call("recv", SOCKETS, MESSAGE + BLOCK, 1, 0);
      case FUTEX_WAIT -> call("futex", WORD, 0, 0, 0, 0, 0);
      case FUTEX_WAKE -> call("futex", WORD, WAKE, 1, 0, 0, 0);
      case FUTEX_WAKE_ALL -> call("futex", WORD, WAKE, Integer.MAX_VALUE, 0, 0, 0);
      case POLL -> poll(pipe);
      case EPOLL -> call("epoll_wait", WATCHES + call.object(), MESSAGE + BLOCK, 1, -1);
      case AWAIT -> poll(CHILDREN + call.object() - 1);
    }
  }

  /// An operation on the first semaphore, which is made in memory before.
  private void semop(int value) {
    store(OPERATION, value << 16);
    call("semop", 0, OPERATION, 1);
  }

  private void poll(int descriptor) {
    store(POLLED, descriptor);
    call("poll", POLLED, 1, -1);
  }

  private void store(int address, int value) {
    code.add(Op.word(Op.LI, 20, 0, address));
    code.add(Op.word(Op.LI, 21, 0, value));
    code.add(Op.word(Op.ST32, 21, 20, 0));
  }

  /// Compares what the analysis knows with what brute force finds, when the kernel is at rest.
  private int compare() {
    begun = Math.max(begun, kernel.processes().creation().forks());
    if (begun < small.processes) {
      return 0;
    }
    Set<Task> ahead = foresees ? liveness.foreseen() : Set.of();
    int dead = (1 << small.processes) - 1;
    int blocked = 0;
    int found = 0;
    int foreseen = 0;
    for (int p = 0; p < small.processes; p++) {
      Process process = kernel.processes().get(FIRST_PID + p);
      if (process == null || process.zombie) {
        continue;
      }
      dead &= ~(1 << p);
      Task task = process.tasks.getFirst();
      int pc = task.context().pc();
      done[p] = (int) places.get(p).stream().filter(place -> pc > place).count();
      boolean stuck = liveness.stuck().containsKey(task);
      boolean waits = task.state == Task.State.BLOCKED || task.isRoused && stuck;
      phases[p] =
          waits || task.isRoused
              ? phase(small.calls(p).get(done[p]).kind(), task)
              : SmallProgram.BEFORE;
      blocked |= waits ? 1 << p : 0;
      found |= stuck ? 1 << p : 0;
      foreseen |= ahead.contains(task) ? 1 << p : 0;
    }
    forgetReleased(dead);
    judge(SmallProgram.state(done, phases, dead), blocked, found, foreseen | found);
    return 0;
  }

  /// Those who ended while they waited at the barrier have come to it, but not those of an earlier
  /// round.
  private void forgetReleased(int dead) {
    int left = 0;
    for (int p = 0; p < small.processes; p++) {
      Process process = kernel.processes().get(FIRST_PID + p);
      if ((dead >> p & 1) == 0 && process != null) {
        left = (int) UserMemory.getInt(process.memory(), BARRIER + ARRIVED);
        break;
      }
    }
    for (int p = 0; p < small.processes; p++) {
      left -= (dead >> p & 1) == 0 && isAtBarrier(p) ? 1 : 0;
    }
    for (int p = 0; p < small.processes; p++) {
      if ((dead >> p & 1) != 0 && isAtBarrier(p) && left-- <= 0) {
        phases[p] = SmallProgram.BEFORE;
      }
    }
  }

  private boolean isAtBarrier(int p) {
    return phases[p] == SmallProgram.WAITING
        && done[p] < small.calls(p).size()
        && small.calls(p).get(done[p]).kind() == SmallProgram.Kind.ARRIVE;
  }

  private static int phase(SmallProgram.Kind kind, Task task) {
    if (task.waitsFor.startsWith("mutex") || kind == SmallProgram.Kind.SEM_WAIT) {
      return task.isRoused ? SmallProgram.ROUSED : SmallProgram.ASLEEP;
    }
    return switch (kind) {
      case COND_WAIT, FUTEX_WAIT -> (int) task.progress;
      case ARRIVE -> SmallProgram.WAITING;
      default -> SmallProgram.BEFORE;
    };
  }

  private void judge(int state, int blocked, int found, int foreseen) {
    int truth = small.stuck(state, SmallProgram.Kills.ALL) & blocked;
    for (int p = 0; p < small.processes; p++) {
      if ((truth >> p & 1) != 0) {
        Tally tally = tallies.computeIfAbsent(small.next(state, p), _ -> new Tally());
        tally.stuck++;
        tally.known += found >> p & 1;
        tally.foreseen += foreseen >> p & 1;
      }
    }
    // The analysis takes those for stuck, too, that only the kill of one that is stuck would free;
    // and says so.
    int unlessKilled = small.stuck(state, SmallProgram.Kills.OF_LIVING) & blocked;
    boolean untold = (found & ~truth) != 0 && !liveness.unlessKilled();
    boolean modelled = (blocked & ~small.waiting(state)) == 0;
    boolean wrong = (foreseen & ~unlessKilled) != 0 || untold || !modelled;
    if (wrong && falseAlarm.isEmpty()) {
      falseAlarm =
          """
          %s in state %x: blocked %x, waits %x, found stuck %x, foreseen %x, is stuck %x,
          unless killed %x\
          """
              .formatted(
                  small,
                  state,
                  blocked,
                  small.waiting(state),
                  found,
                  foreseen,
                  truth,
                  unlessKilled);
    }
  }
}

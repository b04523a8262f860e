package dev.ringfence.kernel.sync;

import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.call.Foreseen;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.deadlock.LockRequest;
import dev.ringfence.kernel.deadlock.LockRequest.Manner;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The calls on POSIX semaphores (`sem_overview(7)`). A semaphore lies in memory: its value at
/// offset 0.
public final class SemaphoreCalls {
  /// `SEM_VALUE_MAX`.
  private static final long VALUE_MAX = Integer.MAX_VALUE;

  /// `NAME_MAX` less the four letters that Linux puts before the name of a semaphore.
  private static final int NAME_MAX = 251;

  private static final int FILE_NAME_MAX = 255;
  private static final int READ_AND_WRITE = 6;
  private static final int O_CREAT = 0x40;
  private static final int O_EXCL = 0x80;

  private final Processes processes;
  private final Scheduler scheduler;
  private final Frames frames;
  private final Profile profile;
  private final Names names;

  /// A name of a semaphore, which each host has for itself.
  private record Name(int host, String text) {}

  private final Map<Name, NamedSemaphore> named = new HashMap<>();

  public SemaphoreCalls(
      Processes processes, Scheduler scheduler, Frames frames, Names names, Profile profile) {
    this.names = names;
    this.processes = processes;
    this.scheduler = scheduler;
    this.frames = frames;
    this.profile = profile;
  }

  public void addTo(Calls calls) {
    add(calls, "int sem_init(sem_t *sem, int pshared, unsigned int value)", this::init)
        .acts(Act.INITIALIZE);
    add(calls, "int sem_destroy(sem_t *sem)", this::destroy);
    add(calls, "int sem_wait(sem_t *sem)", task -> down(task, Long.MAX_VALUE))
        .waits()
        .prospect(this::mayLower)
        .cancels(true);
    add(calls, "int sem_trywait(sem_t *sem)", task -> down(task, -1));
    add(calls, "int sem_timedwait(sem_t *sem, const struct timespec *abs_timeout)", this::timedwait)
        .waitsAtMost()
        .cancels(true)
        .fails();
    add(
            calls,
            "int sem_clockwait(sem_t *sem, clockid_t clockid, const struct timespec *abs_timeout)",
            this::clockwait)
        .waitsAtMost()
        .cancels(true)
        .fails();
    add(calls, "int sem_post(sem_t *sem)", this::post).acts(Act.POST).plain();
    add(calls, "int sem_getvalue(sem_t *sem, int *sval)", this::value);
    calls
        .add(
            "semaphore.h",
            "sem_t *__sem_open(const char *name, int oflag, mode_t mode, unsigned int value)",
            this::open)
        .failing(Failure.NULL)
        .acts(Act.OPEN_SEMAPHORE);
    calls.add("semaphore.h", "int sem_close(sem_t *sem)", this::close);
    calls.add("semaphore.h", "int sem_unlink(const char *name)", this::unlink);
  }

  private static Call add(Calls calls, String prototype, Calls.Handler handler) {
    return calls.add("semaphore.h", prototype, handler).fast();
  }

  private WaitObject semaphore(Task task) {
    return names.object(task, task.argument(0), Names.SEMAPHORE);
  }

  private long init(Task task) {
    long value = task.argument(2) & 0xFFFFFFFFL;
    if (value > VALUE_MAX) {
      return Errno.EINVAL.result();
    }
    if (!UserMemory.put(task.process().memory(), task.argument(0), 4, value)) {
      return Errno.EFAULT.result();
    }
    WaitObject semaphore = names.fresh(task, task.argument(0), Names.SEMAPHORE);
    semaphore.signals = value == 0;
    scheduler.facts().ordering().puts(task, semaphore, value);
    return 0;
  }

  private long destroy(Task task) {
    names.fresh(task, task.argument(0), Names.SEMAPHORE);
    return 0;
  }

  private long timedwait(Task task) {
    long until = Timespec.timeout(task, task.argument(1), Timespec.REALTIME, true, profile);
    return until < 0 ? until : down(task, until);
  }

  private long clockwait(Task task) {
    int clock = (int) task.argument(1);
    if (clock < 0 || clock > 1) {
      return Errno.EINVAL.result();
    }
    long until = Timespec.timeout(task, task.argument(2), clock, true, profile);
    return until < 0 ? until : down(task, until);
  }

  /// Lowers the semaphore, or waits until that time; -1 means not at all.
  private long down(Task task, long until) {
    AddressSpace memory = task.process().memory();
    long value = UserMemory.getInt(memory, task.argument(0));
    if (value < 0) {
      return Errno.EFAULT.result();
    }
    WaitObject semaphore = semaphore(task);
    boolean free = names.isFree(semaphore);
    Manner manner = until < 0 ? Manner.TRIES : Manner.WAITS;
    boolean guarded = names.guard().isActive() && !semaphore.signals;
    if (guarded && !free) {
      long address = task.argument(0);
      LockRequest request =
          new LockRequest(task, semaphore, address, manner, until, false, SemaphoreCalls::giveBack);
      long said = names.ask(request, value);
      if (said != 0) {
        return said == Errno.EBUSY.result() ? Errno.EAGAIN.result() : said;
      }
    }
    if (value > 0 || free) {
      if (!UserMemory.put(memory, task.argument(0), 4, free ? value : value - 1)) {
        return Errno.EFAULT.result();
      }
      scheduler.facts().ordering().takes(task, semaphore, free ? 0 : 1);
      if (!semaphore.signals && !free) {
        task.hold(semaphore);
      }
      return 0;
    }
    if (until < 0) {
      return Errno.EAGAIN.result();
    }
    if (until <= scheduler.now()) {
      return Errno.ETIMEDOUT.result();
    }
    long limit = guarded ? names.guard().limit(task, until, manner) : until;
    if (limit <= scheduler.now()) {
      return names.guard().giveUp(task, semaphore);
    }
    boolean timed = limit != Long.MAX_VALUE;
    if (timed && task.deadline != limit) {
      scheduler.deadline(task, limit);
    }
    scheduler.blockLast(
        task,
        semaphore.queue(),
        semaphore.name(),
        () -> timed ? Wait.TIMER : mayPost(task, semaphore));
    return Calls.BLOCKED;
  }

  private static void giveBack(Task task, long address) {
    AddressSpace memory = task.process().memory();
    UserMemory.put(memory, address, 4, UserMemory.getInt(memory, address) + 1);
  }

  /// That a task which can reach the semaphore raises it.
  private Wait mayPost(Task waiter, WaitObject semaphore) {
    return semaphore instanceof NamedSemaphore one
        ? new Wait.Or(
            List.of(
                new Wait.AnyMay(one.openings, Act.POST),
                new Wait.AnyMayThen(
                    processes.on(waiter.process().host), Act.OPEN_SEMAPHORE, Act.POST)))
        : names.may(waiter, semaphore, Act.POST);
  }

  /// What must hold for it to be lowered later.
  private Wait mayLower(Task task, Foreseen call) {
    AddressSpace memory = task.process().memory();
    boolean givesUp = names.guard().mayFail();
    if (givesUp || !call.knows(0) || UserMemory.getInt(memory, call.value(0)) != 0) {
      return Wait.TIMER;
    }
    WaitObject semaphore = names.object(task, call.value(0), Names.SEMAPHORE);
    return new Wait.Or(
        List.of(mayPost(task, semaphore), names.may(task, semaphore, Act.INITIALIZE)));
  }

  private long post(Task task) {
    AddressSpace memory = task.process().memory();
    long value = UserMemory.getInt(memory, task.argument(0));
    if (value < 0) {
      return Errno.EFAULT.result();
    }
    if (value == VALUE_MAX) {
      return Errno.EOVERFLOW.result();
    }
    WaitObject semaphore = semaphore(task);
    if (names.isFree(semaphore)) {
      return UserMemory.put(memory, task.argument(0), 4, value) ? 0 : Errno.EFAULT.result();
    }
    if (!UserMemory.put(memory, task.argument(0), 4, value + 1)) {
      return Errno.EFAULT.result();
    }
    scheduler.facts().ordering().puts(task, semaphore, 1);
    task.raise(semaphore);
    names.guard().gaveBack(semaphore);
    task.hasWoken = scheduler.rouseFirst(semaphore.queue());
    return 0;
  }

  private long value(Task task) {
    AddressSpace memory = task.process().memory();
    long value = UserMemory.getInt(memory, task.argument(0));
    return value >= 0 && UserMemory.putInt(memory, task.argument(1), value)
        ? 0
        : Errno.EFAULT.result();
  }

  private long open(Task task) {
    Process process = task.process();
    String name = UserMemory.string(process.memory(), task.argument(0), 4096);
    if (name == null) {
      return Errno.EFAULT.result();
    }
    name = name.replaceFirst("^/+", "");
    long flags = task.argument(1);
    long value = task.argument(3) & 0xFFFFFFFFL;
    boolean creates = (flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL);
    if (isNoName(name) || creates && value > VALUE_MAX) {
      return Errno.EINVAL.result();
    }
    if (name.length() > NAME_MAX) {
      return Errno.ENAMETOOLONG.result();
    }
    NamedSemaphore semaphore = named.get(new Name(process.host, name));
    if (semaphore != null && creates) {
      return Errno.EEXIST.result();
    }
    if (semaphore != null && !mayOpen(task, semaphore)) {
      return Errno.EACCES.result();
    }
    boolean created = semaphore == null;
    if (semaphore == null) {
      if ((flags & O_CREAT) == 0) {
        return Errno.ENOENT.result();
      }
      if (value > VALUE_MAX) {
        return Errno.EINVAL.result();
      }
      int frame = frames.allocate();
      if (frame < 0) {
        return Errno.ENOMEM.result();
      }
      int mode = (int) task.argument(2) & 0777 & ~process.umask;
      semaphore = new NamedSemaphore(process, name, mode, frame);
      semaphore.signals = value == 0;
      scheduler.facts().ordering().puts(task, semaphore, value);
      named.put(new Name(process.host, name), semaphore);
    }
    long address = semaphore.openings.address(process);
    if (address == 0) {
      address = process.memory().mapper().mapShared(semaphore.frame(), "/dev/shm/sem." + name);
      if (address < 0) {
        if (created) {
          remove(process.host, name, semaphore);
        }
        return Errno.ENOMEM.result();
      }
      process.put(address, semaphore);
    }
    semaphore.openings.add(process, address);
    if (created) {
      UserMemory.put(process.memory(), address, 4, value);
    }
    return address;
  }

  private static boolean isNoName(String name) {
    return name.isEmpty() || name.contains("/") || name.length() > FILE_NAME_MAX;
  }

  private boolean mayOpen(Task task, NamedSemaphore semaphore) {
    return task.process()
            .credentials
            .ofFiles()
            .mayAccess(semaphore.owner, semaphore.group, semaphore.mode, READ_AND_WRITE, false)
        && processes
            .policy()
            .permits(task, semaphore.maker, Way.SEMAPHORE, "the " + semaphore.name());
  }

  private long close(Task task) {
    Process process = task.process();
    long address = task.argument(0);
    if (!(process.waitObjects().get(address) instanceof NamedSemaphore semaphore)) {
      return Errno.EINVAL.result();
    }
    if (semaphore.openings.remove(process)) {
      process.waitObjects().remove(address);
      process.memory().mapper().unmap(address);
      processes.lost(process);
    }
    return 0;
  }

  private long unlink(Task task) {
    String name = UserMemory.string(task.process().memory(), task.argument(0), 4096);
    if (name == null) {
      return Errno.EFAULT.result();
    }
    String stripped = name.replaceFirst("^/+", "");
    NamedSemaphore semaphore = named.get(new Name(task.process().host, stripped));
    if (semaphore == null) {
      boolean tooLong = !isNoName(stripped) && stripped.length() > NAME_MAX;
      return (tooLong ? Errno.ENAMETOOLONG : Errno.ENOENT).result();
    }
    Credentials who = task.process().credentials;
    if (who.fsuid() != semaphore.owner
        && who.fsuid() != Credentials.ROOT
        && !who.has(Capability.FOWNER)) {
      return Errno.EACCES.result();
    }
    remove(task.process().host, stripped, semaphore);
    return 0;
  }

  private void remove(int host, String name, NamedSemaphore semaphore) {
    named.remove(new Name(host, name));
    frames.release(semaphore.frame());
  }
}

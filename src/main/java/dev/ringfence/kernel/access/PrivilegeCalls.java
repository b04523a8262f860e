package dev.ringfence.kernel.access;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;

/// The calls on capabilities: `capget(2)`, `capset(2)`, and the options of `prctl(2)` that concern
/// them.
public final class PrivilegeCalls {
  private static final int VERSION_1 = 0x19980330;
  private static final int VERSION_2 = 0x20071026;
  private static final int VERSION_3 = 0x20080522;
  private static final int WORDS = 3;
  private static final int LAST = 40;
  private static final int KEEP_CAPS = 1 << 4;

  private static final int PR_GET_KEEPCAPS = 7;
  private static final int PR_SET_KEEPCAPS = 8;
  private static final int PR_CAPBSET_READ = 23;
  private static final int PR_CAPBSET_DROP = 24;
  private static final int PR_GET_SECUREBITS = 27;
  private static final int PR_SET_SECUREBITS = 28;
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int PR_GET_NO_NEW_PRIVS = 39;
  private static final int PR_CAP_AMBIENT = 47;
  private static final int IS_SET = 1;
  private static final int RAISE = 2;
  private static final int LOWER = 3;
  private static final int CLEAR_ALL = 4;

  private final Processes processes;

  public PrivilegeCalls(Processes processes) {
    this.processes = processes;
  }

  public void addTo(Calls calls) {
    calls.add("linux/capability.h", "int __capget(void *header, void *data)", this::get);
    calls.add("linux/capability.h", "int __capset(void *header, const void *data)", this::set);
  }

  /// How many times 32 capabilities a version has; 0, with the version that is known put there,
  /// for others; -1 for `EFAULT`.
  private static int halves(AddressSpace memory, long header) {
    long version = word(memory, header);
    if (version == VERSION_1) {
      return 1;
    }
    if (version == VERSION_2 || version == VERSION_3) {
      return 2;
    }
    return version >= 0 && UserMemory.put(memory, header, 4, VERSION_3) ? 0 : -1;
  }

  /// A number of 32 bits, or -1.
  private static long word(AddressSpace memory, long from) {
    byte[] bytes = new byte[4];
    return UserMemory.read(memory, from, bytes, 0, 4)
        ? bytes[0] & 0xFFL
            | (bytes[1] & 0xFFL) << 8
            | (bytes[2] & 0xFFL) << 16
            | (bytes[3] & 0xFFL) << 24
        : -1;
  }

  private long get(Task task) {
    AddressSpace memory = task.process().memory();
    long to = task.argument(1);
    int halves = halves(memory, task.argument(0));
    if (halves < 0) {
      return Errno.EFAULT.result();
    }
    if (halves == 0 || to == 0) {
      return to == 0 ? 0 : Errno.EINVAL.result();
    }
    long pid = word(memory, task.argument(0) + 4);
    if (pid < 0 || (int) pid < 0) {
      return pid < 0 ? Errno.EFAULT.result() : Errno.EINVAL.result();
    }
    Process whose = pid == 0 ? task.process() : processes.on(task.process().host, (int) pid);
    if (whose == null) {
      return Errno.ESRCH.result();
    }
    Privileges now = whose.credentials.privileges();
    long[] sets = {now.effective(), now.permitted(), now.inheritable()};
    for (int i = 0; i < halves * WORDS; i++) {
      if (!UserMemory.put(memory, to + 4L * i, 4, sets[i % WORDS] >>> 32 * (i / WORDS))) {
        return Errno.EFAULT.result();
      }
    }
    return 0;
  }

  private long set(Task task) {
    AddressSpace memory = task.process().memory();
    int halves = halves(memory, task.argument(0));
    if (halves <= 0) {
      return halves < 0 ? Errno.EFAULT.result() : Errno.EINVAL.result();
    }
    long pid = word(memory, task.argument(0) + 4);
    if (pid < 0) {
      return Errno.EFAULT.result();
    }
    if (pid != 0 && pid != task.process().pid()) {
      return Errno.EPERM.result();
    }
    long[] sets = new long[WORDS];
    for (int i = 0; i < halves * WORDS; i++) {
      long word = word(memory, task.argument(1) + 4L * i);
      if (word < 0) {
        return Errno.EFAULT.result();
      }
      sets[i % WORDS] |= word << 32 * (i / WORDS) & Capability.ALL;
    }
    Credentials before = task.process().credentials;
    if (!before.privileges().maySet(sets[0], sets[1], sets[2])) {
      return Errno.EPERM.result();
    }
    task.process().become(before.with(before.privileges().set(sets[0], sets[1], sets[2])));
    return 0;
  }

  /// An option of `prctl(2)` that concerns capabilities; `EINVAL` for all others.
  public static long control(Task task) {
    Credentials before = task.process().credentials;
    Privileges now = before.privileges();
    long argument = task.argument(1);
    switch ((int) task.argument(0)) {
      case PR_GET_KEEPCAPS -> {
        return now.keeps() ? 1 : 0;
      }
      case PR_SET_KEEPCAPS -> {
        return argument < 0 || argument > 1
            ? Errno.EINVAL.result()
            : change(task, now.keeping(argument == 1));
      }
      case PR_GET_SECUREBITS -> {
        return now.keeps() ? KEEP_CAPS : 0;
      }
      case PR_SET_SECUREBITS -> {
        return (before.has(Capability.SETPCAP) ? Errno.EINVAL : Errno.EPERM).result();
      }
      case PR_CAPBSET_READ -> {
        return isKnown(argument) ? now.bounding() >>> argument & 1 : Errno.EINVAL.result();
      }
      case PR_CAPBSET_DROP -> {
        return !before.has(Capability.SETPCAP)
            ? Errno.EPERM.result()
            : isKnown(argument)
                ? change(task, now.bounded(now.bounding() & ~(1L << argument)))
                : Errno.EINVAL.result();
      }
      case PR_SET_NO_NEW_PRIVS -> {
        return argument != 1 || hasMore(task, 2)
            ? Errno.EINVAL.result()
            : change(task, now.fixedForEver());
      }
      case PR_GET_NO_NEW_PRIVS -> {
        return hasMore(task, 1) ? Errno.EINVAL.result() : now.fixed() ? 1 : 0;
      }
      case PR_CAP_AMBIENT -> {
        return ambient(task, now);
      }
      default -> {
        return Errno.EINVAL.result();
      }
    }
  }

  private static long ambient(Task task, Privileges now) {
    int how = (int) task.argument(1);
    long which = task.argument(2);
    if (how == CLEAR_ALL) {
      return hasMore(task, 2) ? Errno.EINVAL.result() : change(task, now.ambient(0));
    }
    if (how < IS_SET || how > LOWER || !isKnown(which) || hasMore(task, 3)) {
      return Errno.EINVAL.result();
    }
    long bit = 1L << which;
    if (how == IS_SET) {
      return (now.ambient() & bit) != 0 ? 1 : 0;
    }
    if (how == RAISE && (now.permitted() & now.inheritable() & bit) == 0) {
      return Errno.EPERM.result();
    }
    return change(task, now.ambient(how == RAISE ? now.ambient() | bit : now.ambient() & ~bit));
  }

  private static boolean isKnown(long capability) {
    return capability >= 0 && capability <= LAST;
  }

  /// Whether any argument from one on is not 0.
  private static boolean hasMore(Task task, int first) {
    for (int i = first; i < 5; i++) {
      if (task.argument(i) != 0) {
        return true;
      }
    }
    return false;
  }

  private static long change(Task task, Privileges next) {
    task.process().become(task.process().credentials.with(next));
    return 0;
  }
}

package dev.ringfence.kernel.futex;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lists of futexes that threads hold, which they keep in their own memory: when a thread ends,
/// each of its futexes is marked, and somebody is woken who waits there (`set_robust_list(2)`).
final class RobustLists {
  /// `ROBUST_LIST_LIMIT`: so long a list may be, lest a circle have no end.
  private static final int LIMIT = 2048;

  /// Wakes one who waits at a futex.
  interface Waking {
    void wake(long address, FutexKey key);
  }

  private final Processes processes;
  private final FutexKeys keys;
  private final Map<Task, Long> heads = new IdentityHashMap<>();

  RobustLists(Processes processes, FutexKeys keys) {
    this.processes = processes;
    this.keys = keys;
  }

  void addTo(Calls calls) {
    calls.add(
        "linux/futex.h",
        "long __set_robust_list(struct robust_list_head *head, size_t len)",
        this::set);
    calls.add(
        "linux/futex.h",
        "long __get_robust_list(int pid, struct robust_list_head **head, size_t *len)",
        this::get);
  }

  boolean has(Task task) {
    return heads.containsKey(task);
  }

  /// The bytes of a head: three words.
  private static long size(Task task) {
    return 3L * task.process().memory().regions().word();
  }

  private long set(Task task) {
    if (task.argument(1) != size(task)) {
      return Errno.EINVAL.result();
    }
    heads.put(task, task.argument(0));
    return 0;
  }

  private long get(Task task) {
    int pid = (int) task.argument(0);
    Task whose = pid == 0 ? task : processes.task(task.process().host, pid);
    if (whose == null) {
      return Errno.ESRCH.result();
    }
    Credentials own = task.process().credentials;
    Credentials other = whose.process().credentials;
    if (own.euid() != other.ruid() && !own.has(Capability.SYS_PTRACE)) {
      return Errno.EPERM.result();
    }
    AddressSpace memory = task.process().memory();
    boolean done =
        UserMemory.putWord(memory, task.argument(2), size(whose))
            && UserMemory.putWord(memory, task.argument(1), heads.getOrDefault(whose, 0L));
    return done ? 0 : Errno.EFAULT.result();
  }

  /// A task ends, or runs another program.
  void leave(Task task, Waking waking) {
    Long head = heads.isEmpty() ? null : heads.remove(task);
    if (head == null || head == 0) {
      return;
    }
    AddressSpace memory = task.process().memory();
    int word = memory.regions().word();
    Long entry = UserMemory.getPointer(memory, head);
    Long offset = UserMemory.getWord(memory, head + word);
    Long pending = UserMemory.getPointer(memory, head + 2L * word);
    if (entry == null || offset == null || pending == null) {
      return;
    }
    long last = pending & ~1L;
    for (int i = 0; i < LIMIT && (entry & ~1L) != head; i++) {
      // The next one is read first: whoever is woken may take the entry away.
      Long next = UserMemory.getPointer(memory, entry & ~1L);
      boolean done =
          (entry & ~1L) == last || leave(task, (entry & ~1L) + offset, isPi(entry), false, waking);
      if (!done || next == null) {
        return;
      }
      entry = next;
    }
    if (last != 0) {
      leave(task, last + offset, isPi(pending), true, waking);
    }
  }

  private static boolean isPi(long entry) {
    return (entry & 1) != 0;
  }

  /// One futex. False if the list is no list.
  private boolean leave(Task task, long address, boolean pi, boolean pending, Waking waking) {
    Integer word = (address & FutexKey.SIZE - 1) != 0 ? null : FutexWord.get(task, address);
    if (word == null) {
      return false;
    }
    @Nullable FutexKey key = keys.of(task, address, true, true);
    if (pending && !pi && word == 0 && key != null) {
      waking.wake(address, key);
    } else if ((word & FutexWord.TID_MASK) == task.tid()) {
      int left = word & FutexWord.WAITERS | FutexWord.OWNER_DIED;
      if (!FutexWord.put(task, address, left)) {
        return false;
      }
      if (!pi && left != FutexWord.OWNER_DIED && key != null) {
        waking.wake(address, key);
      }
    }
    return true;
  }
}

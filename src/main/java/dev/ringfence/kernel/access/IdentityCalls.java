package dev.ringfence.kernel.access;

import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The calls on who a process is: `getuid(2)`, `setuid(2)`, `setreuid(2)`, `setresuid(2)`,
/// `setfsuid(2)` and their kin.
public final class IdentityCalls {
  public void addTo(Calls calls) {
    asks(calls, "uid_t getuid(void)", Credentials::ruid);
    asks(calls, "uid_t geteuid(void)", Credentials::euid);
    asks(calls, "gid_t getgid(void)", Credentials::rgid);
    asks(calls, "gid_t getegid(void)", Credentials::egid);
    calls.add("unistd.h", "int setuid(uid_t uid)", task -> one(task, true));
    calls.add("unistd.h", "int setgid(gid_t gid)", task -> one(task, false));
    calls.add("unistd.h", "int setreuid(uid_t ruid, uid_t euid)", task -> two(task, true));
    calls.add("unistd.h", "int setregid(gid_t rgid, gid_t egid)", task -> two(task, false));
    calls.add(
        "unistd.h",
        "int setresuid(uid_t ruid, uid_t euid, uid_t suid)",
        task ->
            set(
                task,
                true,
                ids -> ids.set(id(task, 0), id(task, 1), id(task, 2), able(task, true))));
    calls.add(
        "unistd.h",
        "int setresgid(gid_t rgid, gid_t egid, gid_t sgid)",
        task ->
            set(
                task,
                false,
                ids -> ids.set(id(task, 0), id(task, 1), id(task, 2), able(task, false))));
    calls.add(
        "unistd.h",
        "int getresuid(uid_t *ruid, uid_t *euid, uid_t *suid)",
        task -> tell(task, of(task).users()));
    calls.add(
        "unistd.h",
        "int getresgid(gid_t *rgid, gid_t *egid, gid_t *sgid)",
        task -> tell(task, of(task).ownGroups()));
    calls
        .add("sys/fsuid.h", "int setfsuid(uid_t fsuid)", IdentityCalls::setFileUser)
        .failing(Failure.NONE);
    calls
        .add("sys/fsuid.h", "int setfsgid(gid_t fsgid)", IdentityCalls::setFileGroup)
        .failing(Failure.NONE);
  }

  private static void asks(Calls calls, String prototype, ToIntFunction<Credentials> part) {
    calls
        .add("unistd.h", prototype, task -> part.applyAsInt(of(task)) & 0xFFFF_FFFFL)
        .failing(Failure.NONE);
  }

  private static Credentials of(Task task) {
    return task.process().credentials;
  }

  /// An argument that is a user or a group, of which -1 is as wide as the process has it.
  public static int id(Task task, int argument) {
    long value = task.argument(argument);
    boolean narrow = task.process().memory().regions().intSize() == 2;
    return narrow ? (short) value == -1 ? -1 : (int) value & 0xFFFF : (int) value;
  }

  private static boolean able(Task task, boolean users) {
    return of(task).has(users ? Capability.SETUID : Capability.SETGID);
  }

  private static long one(Task task, boolean users) {
    int id = id(task, 0);
    return id == Ids.SAME
        ? Errno.EINVAL.result()
        : set(task, users, ids -> ids.set(id, able(task, users)));
  }

  private static long two(Task task, boolean users) {
    return set(task, users, ids -> ids.set(id(task, 0), id(task, 1), able(task, users)));
  }

  private static long set(Task task, boolean users, Function<Ids, @Nullable Ids> change) {
    Credentials before = of(task);
    Ids next = change.apply(users ? before.users() : before.ownGroups());
    if (next == null) {
      return Errno.EPERM.result();
    }
    task.process().become(users ? before.become(next) : before.join(next));
    return 0;
  }

  private static long tell(Task task, Ids ids) {
    AddressSpace memory = task.process().memory();
    boolean done =
        UserMemory.putInt(memory, task.argument(0), ids.real())
            && UserMemory.putInt(memory, task.argument(1), ids.effective())
            && UserMemory.putInt(memory, task.argument(2), ids.saved());
    return done ? 0 : Errno.EFAULT.result();
  }

  private static long setFileUser(Task task) {
    Credentials before = of(task);
    Ids next = before.users().reachingFilesAs(id(task, 0), able(task, true));
    task.process().become(before.reachFilesAs(next));
    return before.fsuid() & 0xFFFF_FFFFL;
  }

  private static long setFileGroup(Task task) {
    Credentials before = of(task);
    Ids next = before.ownGroups().reachingFilesAs(id(task, 0), able(task, false));
    task.process().become(before.join(next));
    return before.fsgid() & 0xFFFF_FFFFL;
  }
}

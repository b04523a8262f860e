package dev.ringfence.kernel.access;

import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Task;
import java.util.function.ToIntFunction;

/// The calls on who a process is: `getuid(2)` and its kin.
public final class IdentityCalls {
  public void addTo(Calls calls) {
    asks(calls, "uid_t getuid(void)", Credentials::ruid);
    asks(calls, "uid_t geteuid(void)", Credentials::euid);
    asks(calls, "gid_t getgid(void)", Credentials::rgid);
    asks(calls, "gid_t getegid(void)", Credentials::egid);
  }

  private static void asks(Calls calls, String prototype, ToIntFunction<Credentials> part) {
    calls
        .add("unistd.h", prototype, task -> part.applyAsInt(of(task)) & 0xFFFF_FFFFL)
        .failing(Failure.NONE);
  }

  private static Credentials of(Task task) {
    return task.process().credentials;
  }
}

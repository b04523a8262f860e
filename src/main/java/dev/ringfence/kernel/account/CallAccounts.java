package dev.ringfence.kernel.account;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How often each system call was made, how often it failed, and what it has spent in the kernel.
/// The accounts are kept on demand, and only look at what the kernel does.
public final class CallAccounts {
  /// What the calls of one name add up to.
  ///
  /// @param calls those that have returned
  /// @param errors how many of these have failed
  /// @param cycles spent in the kernel
  public record CallUse(String name, long calls, long errors, long cycles) {}

  private static final class Account {
    private long calls;
    private long errors;
    private long cycles;
  }

  private final Map<String, Account> accounts = new TreeMap<>();
  private @Nullable Account present;
  private long begun;

  private Account of(Call call) {
    return accounts.computeIfAbsent(call.name().replaceFirst("^_+", ""), _ -> new Account());
  }

  /// The task has trapped, and nothing has been charged for that yet.
  public void trapped(Task task) {
    begun = task.context().time;
    present = null;
  }

  /// The trap is a call, or of a number that no call has.
  public void called(@Nullable Call call) {
    present = call == null ? null : of(call);
  }

  /// What the task trapped for has been handled.
  public void handled(Task task) {
    if (present != null) {
      present.cycles += Math.max(0, task.context().time - begun);
    }
  }

  /// A call has ended, and this is its result.
  public void returned(Call call, long result) {
    Account account = of(call);
    account.calls++;
    account.errors += Errno.isError(result) ? 1 : 0;
  }

  /// All calls that have returned, in the order of their names.
  public List<CallUse> uses() {
    List<CallUse> uses = new ArrayList<>();
    accounts.forEach(
        (name, account) -> {
          if (account.calls > 0) {
            uses.add(new CallUse(name, account.calls, account.errors, account.cycles));
          }
        });
    return uses;
  }
}

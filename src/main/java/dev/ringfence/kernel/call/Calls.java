package dev.ringfence.kernel.call;

import dev.ringfence.c.SystemCall;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.List;

/// The system calls: each is added in one place, by its C prototype, beside the object it works on.
public final class Calls {
  /// The call cannot go on now. The task is in a wait queue; the call is made again, from its
  /// start, when that queue is woken.
  public static final long BLOCKED = Long.MIN_VALUE;

  /// The call has no result: the task has ended or runs another program.
  public static final long GONE = Long.MIN_VALUE + 1;

  /// Carries a call out.
  public interface Handler {
    /// @return a value, a negative error number, [#BLOCKED] or [#GONE]
    long call(Task task);
  }

  private final List<Call> calls = new ArrayList<>();

  /// Adds a call that tells of errors by `errno`, unless the result is told otherwise.
  ///
  /// @param header the header that declares it
  /// @param prototype the C declaration without the semicolon
  public Call add(String header, String prototype, Handler handler) {
    Call call = new Call(calls.size(), header, prototype, handler);
    calls.add(call);
    return call;
  }

  /// All calls, by number.
  public List<SystemCall> all() {
    return calls.stream().map(Call::declaration).toList();
  }

  public boolean has(int number) {
    return number >= 0 && number < calls.size();
  }

  public Call get(int number) {
    return calls.get(number);
  }
}

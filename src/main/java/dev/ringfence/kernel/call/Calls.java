package dev.ringfence.kernel.call;

import dev.ringfence.c.SystemCall;
import dev.ringfence.kernel.process.Task;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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

  private Call[] calls = {};

  /// Adds a call that tells of errors by `errno`, unless the result is told otherwise.
  ///
  /// @param header the header that declares it
  /// @param prototype the C declaration without the semicolon
  public Call add(String header, String prototype, Handler handler) {
    int number = calls.length;
    Call call = new Call(number, header, prototype, handler);
    calls = Arrays.copyOf(calls, number + 1);
    calls[number] = call;
    return call;
  }

  /// All calls, by number.
  public List<SystemCall> all() {
    return Stream.of(calls).map(Call::declaration).toList();
  }

  public boolean has(int number) {
    return number >= 0 && number < calls.length;
  }

  public Call get(int number) {
    return calls[number];
  }
}

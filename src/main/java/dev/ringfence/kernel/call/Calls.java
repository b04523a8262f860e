package dev.ringfence.kernel.call;

import dev.ringfence.c.SystemCall;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.List;

/// The system calls: each is added in one place, by its C prototype, beside the object it works on.
public final class Calls {
  /// The call cannot go on now. The task is in a wait queue; the call is made again, from its start,
  /// when that queue is woken.
  public static final long BLOCKED = Long.MIN_VALUE;

  /// The call has no result: the task has ended or runs another program.
  public static final long GONE = Long.MIN_VALUE + 1;

  /// Carries a call out.
  public interface Handler {
    /// @return a value, a negative error number, [#BLOCKED] or [#GONE]
    long call(Task task);
  }

  private final List<SystemCall> calls = new ArrayList<>();
  private final List<Handler> handlers = new ArrayList<>();

  /// Adds a call that tells of errors by `errno`.
  ///
  /// @param header the header that declares it
  /// @param prototype the C declaration without the semicolon
  public void add(String header, String prototype, Handler handler) {
    add(header, prototype, SystemCall.Failure.ERRNO, handler);
  }

  public void add(
      String header, String prototype, SystemCall.Failure failure, Handler handler) {
    String beforeParameters = prototype.substring(0, prototype.indexOf('('));
    String name = beforeParameters.replaceAll(".*[^A-Za-z0-9_]", "");
    calls.add(new SystemCall(calls.size(), name, prototype, header, failure));
    handlers.add(handler);
  }

  /// All calls, by number.
  public List<SystemCall> all() {
    return List.copyOf(calls);
  }

  public boolean has(int number) {
    return number >= 0 && number < calls.size();
  }

  public String name(int number) {
    return calls.get(number).name();
  }

  /// The number of the call with this name.
  ///
  /// @throws IllegalArgumentException if there is none
  public int number(String name) {
    for (SystemCall call : calls) {
      if (call.name().equals(name)) {
        return call.number();
      }
    }
    throw new IllegalArgumentException("no system call " + name);
  }

  public long call(int number, Task task) {
    return handlers.get(number).call(task);
  }
}

package dev.ringfence.kernel.call;

import dev.ringfence.c.SystemCall;
import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import org.jspecify.annotations.Nullable;

/// One call: its declaration, what carries it out, and what the analysis of waiting must know of
/// it.
public final class Call {
  /// Whether a call may have its task wait, which its handler says by [Calls#BLOCKED].
  public enum Waiting {
    NEVER,
    /// For no longer than its arguments say.
    AT_MOST,
    /// It may be for ever.
    ENDLESS
  }

  private final int number;
  private final String name;
  private final String plainName;
  private final String prototype;
  private final String header;
  private final Calls.Handler handler;
  private final boolean onDescriptor;
  private boolean transfer;
  private Failure failure = Failure.ERRNO;

  /// Which argument says how much it copies, or -1.
  private int size = -1;

  private Waiting waiting = Waiting.NEVER;
  private boolean fast;
  private boolean endsWhenStopped;
  private boolean last;
  private boolean copiesRegisters;
  private long acts;
  private boolean cancels;
  private boolean cancelsWaiting;
  private Calls.Handler interruption = _ -> Calls.BLOCKED;
  private @Nullable Prospect prospect;
  private Prospect breaking = (_, _) -> Wait.NEVER;
  private @Nullable Description description;

  /// What must hold for something to come of a call that is still to be made.
  public interface Prospect {
    Wait of(Task task, Foreseen arguments);
  }

  Call(int number, String header, String prototype, Calls.Handler handler) {
    this.number = number;
    this.name = prototype.substring(0, prototype.indexOf('(')).replaceAll(".*[^A-Za-z0-9_]", "");
    this.plainName = name.replaceFirst("^_+", "");
    this.prototype = prototype;
    this.header = header;
    this.handler = handler;
    onDescriptor = prototype.matches(".*\\(int (old)?fd\\b.*");
    transfer = prototype.startsWith("ssize_t ");
  }

  /// Says that the call may have its task wait, if need be for ever.
  public Call waits() {
    waiting = Waiting.ENDLESS;
    return this;
  }

  /// Says that the call may have its task wait, but only until a time that its arguments say.
  public Call waitsAtMost() {
    waiting = Waiting.AT_MOST;
    return this;
  }

  /// Says how the C function tells of an error.
  public Call failing(Failure how) {
    failure = how;
    return this;
  }

  /// Says that the call is an atomic instruction in ring 3 while nobody waits, as in the C library
  /// on Linux, and enters the kernel only to wait or to wake.
  public Call fast() {
    fast = true;
    return this;
  }

  /// Says that the call does not return.
  public Call last() {
    last = true;
    return this;
  }

  /// Says that the call copies all registers of its caller, which must be in their windows then.
  public Call copiesRegisters() {
    copiesRegisters = true;
    return this;
  }

  /// Says that the bytes which its result counts are handed on, not copied.
  public Call moves() {
    transfer = false;
    return this;
  }

  /// Says that the call, when it succeeds, has copied as many bytes as one of its arguments says.
  public Call copies(int argument) {
    size = argument;
    return this;
  }

  /// Says that the call is a cancellation point (`pthreads(7)`).
  ///
  /// @param waiting whether it also is while it waits
  public Call cancels(boolean waiting) {
    cancels = true;
    cancelsWaiting = waiting;
    return this;
  }

  /// Says that a handler which interrupts the call makes it fail with `EINTR`, even if it was set
  /// with `SA_RESTART`.
  public Call fails() {
    return interrupted(_ -> Errno.EINTR.result());
  }

  /// Says that a stop makes of the waiting call what a handler without `SA_RESTART` would
  /// (`signal(7)`): others go on waiting when their process does.
  public Call endsWhenStopped() {
    endsWhenStopped = true;
    return this;
  }

  /// Says that the call goes on waiting after a handler.
  public Call continues() {
    return interrupted(_ -> Calls.GONE);
  }

  /// Says what a call gives that a handler interrupts: a result; [Calls#BLOCKED] for the rule,
  /// which is `EINTR` unless the handler was set with `SA_RESTART`; or [Calls#GONE] to be made
  /// again.
  public Call interrupted(Calls.Handler how) {
    interruption = how;
    return this;
  }

  /// Says which waits the call may end.
  public Call acts(Act... which) {
    for (Act act : which) {
      acts |= act.bit();
    }
    return this;
  }

  /// Says that its acts are all that the call does, beside what nobody can wait for: it makes no
  /// descriptors, maps and unmaps nothing, and sets no timers and handlers.
  public Call plain() {
    return prospect((_, _) -> Wait.TIMER);
  }

  /// As [#plain], of a call that may have to wait.
  ///
  /// @param end what must hold for it ever to end, if it is made later
  public Call prospect(Prospect end) {
    prospect = end;
    return this;
  }

  /// Says when the call may end its process by a signal.
  public Call breaks(Prospect when) {
    breaking = when;
    return this;
  }

  SystemCall declaration() {
    return new SystemCall(number, name, prototype, header, failure);
  }

  /// How the call looks in `strace(1)`.
  public Description description() {
    if (description == null) {
      description = new Description(prototype, name, fast);
    }
    return description;
  }

  public String name() {
    return name;
  }

  /// Its name without the underscores of those that programs call through the library alone.
  public String plainName() {
    return plainName;
  }

  /// The header that declares it.
  public String header() {
    return header;
  }

  /// Whether its first argument is a descriptor for what it works on.
  public boolean isOnDescriptor() {
    return onDescriptor;
  }

  /// Whether it works on files that it finds by a path, or by a descriptor.
  public boolean isOnPath() {
    return prototype.matches(".*(path|fd|buf).*");
  }

  /// How many bytes it has copied between the process and the kernel, by its result.
  public long copied(Task task, long result) {
    if (transfer) {
      return Math.max(0, result);
    }
    return size >= 0 && result == 0 ? task.argument(size) : 0;
  }

  public boolean isFast() {
    return fast;
  }

  public boolean isLast() {
    return last;
  }

  /// Whether the call takes more of its caller's registers than its arguments.
  public boolean isCopyingRegisters() {
    return copiesRegisters;
  }

  /// The acts as a set of bits ([Act#bit]).
  public long acts() {
    return acts;
  }

  public Waiting waiting() {
    return waiting;
  }

  /// Whether a stop ends the waiting.
  public boolean isEndedByStop() {
    return endsWhenStopped;
  }

  /// Whether it is known what comes of the call when it is made later.
  public boolean isForeseeable() {
    return prospect != null;
  }

  /// What must hold for the call ever to end, if the task makes it later.
  public Wait end(Task task, Foreseen arguments) {
    return prospect == null ? Wait.TIMER : prospect.of(task, arguments);
  }

  /// What must hold for the call then to end its process.
  public Wait breaking(Task task, Foreseen arguments) {
    return breaking.of(task, arguments);
  }

  public boolean isCancellationPoint() {
    return cancels;
  }

  /// Whether a thread that waits in it can be cancelled.
  public boolean isCancelledWaiting() {
    return cancelsWaiting;
  }

  /// What the blocked call gives when a handler interrupts it, as [#interrupted] says.
  public long interruption(Task task) {
    return interruption.call(task);
  }

  /// Makes the call.
  ///
  /// @return what its handler does
  /// @throws IllegalStateException if it waits though it does not say that it may
  public long carryOut(Task task) {
    long result = handler.call(task);
    if (result == Calls.BLOCKED && waiting == Waiting.NEVER) {
      throw new IllegalStateException(name + " waits, which its declaration does not say");
    }
    return result;
  }
}

package dev.ringfence.kernel;

import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.real.StrayWrites;
import dev.ringfence.machine.Addressing;
import dev.ringfence.machine.Vector;
import dev.ringfence.user.Cause;
import dev.ringfence.user.Context;
import org.jspecify.annotations.Nullable;

/// Whether a machine in real mode goes where there is no code: through an interrupt vector that
/// somebody has overwritten, into a kernel that is, or on an 8086 to the exception that it does not
/// have.
final class WildJumps {
  private final StrayWrites strays;
  private final Calls calls;
  private final boolean hasInvalidOpcode;

  WildJumps(StrayWrites strays, Calls calls, Addressing addressing) {
    this.strays = strays;
    this.calls = calls;
    hasInvalidOpcode = addressing != Addressing.REAL_8086;
  }

  /// Why it does so now, or null.
  ///
  /// @param task that has trapped, or null for an interrupt of the timer while nobody runs
  @Nullable String because(@Nullable Task task) {
    if (task == null) {
      return timer();
    }
    Context context = task.context();
    boolean unknown = context.cause == Cause.FAULT && context.vector == Vector.UD;
    if (unknown && !hasInvalidOpcode) {
      return "it executed what is no instruction, and the 8086 has no exception for that";
    }
    return strays.areDangerous() ? because(context) : null;
  }

  private @Nullable String timer() {
    return strays.interrupt(StrayWrites.TIMER, "the timer interrupt");
  }

  private @Nullable String because(Context context) {
    return switch (context.cause) {
      case PREEMPTED -> context.missesTimer() ? null : timer();
      case SYSCALL ->
          isFast(context.callNumber())
              ? null
              : strays.interrupt(StrayWrites.SYSTEM_CALL, "its system call");
      case FAULT ->
          strays.interrupt(context.vector.number(), "its exception " + context.vector.mnemonic());
      case PRIVILEGED, STRAYED -> null;
    };
  }

  /// Whether the call needs no interrupt as long as nobody has to wait.
  private boolean isFast(int call) {
    return calls.has(call) && calls.get(call).isFast();
  }
}

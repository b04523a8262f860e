package dev.ringfence.kernel.signal;

import dev.ringfence.c.Function;
import dev.ringfence.c.Program;
import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.user.Context;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Delivers pending signals to a thread that is about to run: ends or stops its process, or has it
/// enter a handler.
///
/// A handler is called by a function of the library, the restorer, in a window above all others.
/// What it interrupted stays in its own window; the signal mask is kept on the stack, in the
/// `ucontext_t` that the handler may read, and how far an interrupted call had come is an argument
/// of the restorer, which gives both back to `rt_sigreturn(2)`.
public final class SignalDelivery {
  /// The size of `ucontext_t`, and where it has what the kernel fills in.
  private static final int CONTEXT_SIZE = 968;
  private static final int STACK = 16;
  private static final int REGISTERS = 40;
  private static final int RSP = 15;
  private static final int RIP = 16;
  private static final int CR2 = 22;
  private static final int MASK = 296;

  private final Processes processes;
  private final Signals signals;

  public SignalDelivery(Processes processes) {
    this.processes = processes;
    this.signals = processes.signals();
  }

  /// Delivers all that is pending and not blocked. The process must be at rest.
  public void deliver(Task task) {
    TaskSignals own = task.signals;
    own.notified = false;
    while (true) {
      SignalInfo info = next(task);
      if (info == null) {
        break;
      }
      Disposition disposition = task.process().signals.of(info.signal());
      if (disposition.isCaught()) {
        if (!enter(task, info, disposition)) {
          processes.termination().end(task.process(), Signal.SIGSEGV.number());
          return;
        }
      } else if (SignalSet.action(info.signal()) == Signal.Action.STOP) {
        signals.jobControl().stop(task.process(), info.signal());
        return;
      } else {
        processes.termination().end(task.process(), info.signal());
        return;
      }
    }
    Long saved = own.savedMask;
    if (saved != null) {
      own.mask = saved;
      own.savedMask = null;
      signals.lookAgain(task.process());
    }
  }

  /// The next signal that does something.
  private @Nullable SignalInfo next(Task task) {
    while (true) {
      SignalInfo info = task.signals.pending().take(~Signals.kept(task));
      if (info == null) {
        info = task.process().signals.pending().take(~Signals.kept(task));
      }
      if (info == null || acts(task.process(), info.signal())) {
        return info;
      }
    }
  }

  private boolean acts(Process process, int signal) {
    Disposition disposition = process.signals.of(signal);
    Signal.Action action = SignalSet.action(signal);
    return disposition.isCaught()
        || disposition.isDefault()
            && switch (action) {
              case IGNORE, CONTINUE -> false;
              case STOP -> signals.jobControl().stops(process, signal);
              case TERMINATE, CORE -> true;
            };
  }

  /// What a signal that is there makes of a call that would wait: [Calls#BLOCKED] if it goes on
  /// waiting, [Calls#GONE] if it is made again after the handler, or its result.
  public long interrupt(Task task, Call call) {
    if (!task.signals.notified) {
      return Calls.BLOCKED;
    }
    long set = Signals.deliverable(task);
    for (int signal = 1; signal <= SignalSet.MOST; signal++) {
      if (SignalSet.has(set, signal) && acts(task.process(), signal)) {
        Disposition disposition = task.process().signals.of(signal);
        if (!disposition.isCaught()) {
          if (call.isEndedByStop() && SignalSet.action(signal) == Signal.Action.STOP) {
            long result = call.interruption(task);
            if (result != Calls.BLOCKED) {
              // The stop comes when the thread has its result.
              return result;
            }
          }
          // A stop leaves other calls as they are; a fatal signal ends the process.
          task.signals.notified = false;
          deliver(task);
          return Calls.BLOCKED;
        }
        task.signals.awaited = 0;
        long result = call.interruption(task);
        return result != Calls.BLOCKED
            ? result
            : disposition.has(Disposition.SA_RESTART) ? Calls.GONE : Errno.EINTR.result();
      }
    }
    task.signals.notified = false;
    return Calls.BLOCKED;
  }

  /// Puts the frame of a handler on the stack and has the thread enter it. False when it has no
  /// stack for it.
  private boolean enter(Task task, SignalInfo info, Disposition disposition) {
    Context context = task.context();
    TaskSignals own = task.signals;
    Program program = context.program();
    int entry = program.instructionAt(disposition.restorer());
    if (entry < 0) {
      return false;
    }
    Function restorer = program.functionAt(entry);
    long top = context.stackPointer();
    boolean switches = disposition.has(Disposition.SA_ONSTACK) && own.stack.size() > 0;
    if (switches && !own.isOnStack(top)) {
      top = own.stack.base() + own.stack.size();
    }
    long infoAt = (top - SignalInfo.SIZE & -16);
    long contextAt = infoAt - CONTEXT_SIZE & -16;
    AddressSpace memory = task.process().memory();
    long mask = own.savedMask == null ? own.mask : own.savedMask;
    boolean done =
        UserMemory.write(memory, infoAt, info.image(), 0, SignalInfo.SIZE)
            && UserMemory.write(memory, contextAt, image(task, mask, info), 0, CONTEXT_SIZE)
            && context.interrupt(
                restorer.number(),
                contextAt,
                info.signal(),
                infoAt,
                contextAt,
                disposition.handler(),
                task.resumed);
    if (!done) {
      return false;
    }
    signals.orders(task, info.signal());
    own.savedMask = null;
    task.resumed = 0;
    own.mask |= disposition.mask();
    if (!disposition.has(Disposition.SA_NODEFER)) {
      own.mask |= SignalSet.of(info.signal());
    }
    own.mask &= ~SignalSet.UNBLOCKABLE;
    if (disposition.has(Disposition.SA_RESETHAND)) {
      task.process().signals.set(info.signal(), disposition.reset());
    }
    return true;
  }

  private static byte[] image(Task task, long mask, SignalInfo info) {
    ByteBuffer to = ByteBuffer.allocate(CONTEXT_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    Context context = task.context();
    boolean onStack = task.signals.isOnStack(context.stackPointer());
    to.putLong(STACK, task.signals.stack.base());
    to.putInt(STACK + 8, task.signals.stack.size() == 0 ? 2 : onStack ? 1 : 0);
    to.putLong(STACK + 16, task.signals.stack.size());
    to.putLong(REGISTERS + 8 * RSP, context.stackPointer());
    to.putLong(REGISTERS + 8 * RIP, Program.address(context.pc()));
    to.putLong(REGISTERS + 8 * CR2, info.code() > 0 && !info.isOfFile() ? info.value() : 0);
    to.putLong(MASK, mask);
    return to.array();
  }

  /// Leaves a handler: `rt_sigreturn(2)`, called by the restorer with the context that it was
  /// given and how far the interrupted call had come.
  long leave(Task task) {
    Context context = task.context();
    Long mask = UserMemory.getLong(task.process().memory(), task.argument(0) + MASK);
    long resumed = task.argument(1);
    String caller = context.program().functionAt(context.returnPc(0) - 1).name();
    if (mask == null || context.depth() < 2 || !caller.equals("__restore")) {
      signals.force(task, SignalInfo.fromKernel(Signal.SIGSEGV.number()));
      return Calls.GONE;
    }
    context.unwind();
    context.unwind();
    task.resumed = resumed;
    task.signals.mask = mask & ~SignalSet.UNBLOCKABLE;
    signals.lookAgain(task.process());
    return Calls.GONE;
  }
}

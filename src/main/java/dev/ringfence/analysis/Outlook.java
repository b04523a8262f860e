package dev.ringfence.analysis;

import dev.ringfence.analysis.Step.Frame;
import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.call.Foreseen;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.user.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;

/// Looks along all ways that a thread can take from where it is, with what is known of its
/// registers: which system calls it comes to, in which order and with which arguments.
///
/// Branches that depend on known values are decided. Functions are followed into, unless they are
/// long or deep; those count as able to do what [Intent] says.
final class Outlook {
  private static final int MOST_STEPS = 2000;
  private static final int DEEPEST = 10;
  private static final int LONGEST = 400;

  private final Program program;
  private final Intent intent;
  private final IntFunction<Call> calls;
  private final Deque<Step> open = new ArrayDeque<>();
  private int depth;
  private int steps;

  Outlook(Program program, Intent intent, IntFunction<Call> calls) {
    this.program = program;
    this.intent = intent;
    this.calls = calls;
  }

  /// The step that the thread is in.
  Step from(Context context) {
    Frame frame = frame(context, context.depth());
    depth = frame.depth;
    Step first = at(frame, context.pc(), Knowledge.of(context.window(0)));
    while (!open.isEmpty()) {
      if (++steps > MOST_STEPS) {
        first.clear();
        first.wild = true;
        return first;
      }
      run(open.pop());
    }
    return first;
  }

  /// The frame of the function in which the thread is, with those of its callers.
  private Frame frame(Context context, int callers) {
    Frame frame = new Frame(null, -1, -1);
    for (int level = callers - 1; level >= 0; level--) {
      int to = context.returnPc(level);
      long before = to == 0 ? 0 : program.code()[to - 1];
      boolean called = Op.op(before) == Op.CALL || Op.op(before) == Op.CALLR;
      Knowledge known = Knowledge.of(context.window(level + 1));
      frame = new Frame(frame, to, called ? Op.d(before) : -1);
      frame.callers = known;
    }
    return frame;
  }

  private Step at(Frame frame, int place, Knowledge known) {
    Step step = frame.steps.get(place);
    if (step == null) {
      step = new Step(frame, place, known.copy());
      frame.steps.put(place, step);
      open.push(step);
    } else if (step.knowledge.meet(known)) {
      open.push(step);
    }
    return step;
  }

  private void run(Step step) {
    step.clear();
    Knowledge known = step.knowledge.copy();
    for (int at = step.place; ; at++) {
      long word = program.code()[at];
      switch (Op.op(word)) {
        case Op.SYSCALL -> {
          call(step, known, at);
          return;
        }
        case Op.CALL -> {
          enter(step, known, at);
          return;
        }
        case Op.RET -> {
          leave(step, known, word);
          return;
        }
        case Op.TRAP -> {
          step.ends = true;
          return;
        }
        case Op.CALLR, Op.JR, Op.SETJMP, Op.LONGJMP, Op.EXCEPTION, Op.PRIVILEGED -> {
          step.wild = true;
          return;
        }
        case Op.FARLD, Op.FARST, Op.FARADD, Op.FARADDI, Op.SEGMENT -> {
          step.wild = true;
          return;
        }
        default -> {
          if (Op.isBranch(Op.op(word))) {
            branch(step, known, at);
            return;
          }
          step.ends |= mayFault(known, word);
          known.apply(word, program.constants());
        }
      }
    }
  }

  private void branch(Step step, Knowledge known, int at) {
    long word = program.code()[at];
    int takes = known.takes(word);
    if (takes != 0) {
      step.next.add(at(step.frame, Op.b(word), known));
    }
    if (takes != 1) {
      step.next.add(at(step.frame, at + 1, known));
    }
  }

  private void call(Step step, Knowledge known, int at) {
    long word = program.code()[at];
    Call call = calls.apply(Op.b(word));
    step.call = call;
    step.acts = intent.acts(call);
    if (!call.isForeseeable()) {
      step.wild = true;
      return;
    }
    long[] values = new long[Op.SYSTEM_CALL_ARGUMENTS];
    int bits = 0;
    for (int i = 0; i < values.length; i++) {
      if (known.knows(Op.FIRST_PARAMETER + i)) {
        values[i] = known.get(Op.FIRST_PARAMETER + i);
        bits |= 1 << i;
      }
    }
    step.arguments = new Foreseen(values, bits);
    boolean onKnown = call.isOnDescriptor() && step.arguments.knows(0);
    step.isVoid = onKnown && known.isClosed(values[0]);
    if (call.isLast()) {
      step.ends = true;
      return;
    }
    if (onKnown && (call.acts() & Act.CLOSE.bit()) != 0) {
      known.close(values[0]);
    }
    known.forget(Op.d(word));
    step.next.add(at(step.frame, at + 1, known));
  }

  private void enter(Step step, Knowledge known, int at) {
    long word = program.code()[at];
    Function function = program.functions().get(Op.b(word));
    int window = Op.d(word);
    Frame frame = step.frame;
    boolean followed =
        frame.depth - depth < DEEPEST && function.end() - function.entry() <= LONGEST;
    if (!followed) {
      step.acts = intent.of(function);
      step.ends = true;
      step.wild = intent.isUnforeseen(function);
      if (!step.wild && intent.returns(function)) {
        known.forget(window);
        step.next.add(at(frame, at + 1, known));
      }
      return;
    }
    Frame callee = frame.callees.get(at);
    if (callee == null) {
      callee = new Frame(frame, at + 1, window);
      callee.callers = known.copy();
      frame.callees.put(at, callee);
    } else if (callee.callers != null && callee.callers.meet(known)) {
      callee.returns.forEach(open::push);
    }
    step.next.add(
        at(callee, function.entry(), known.called(function.registers(), window, Op.a(word))));
  }

  private void leave(Step step, Knowledge known, long word) {
    Frame frame = step.frame;
    Knowledge callers = frame.callers;
    if (frame.caller == null || callers == null) {
      step.ends = true;
      return;
    }
    frame.returns.add(step);
    Knowledge after = callers.copy();
    after.closedAs(known);
    if (frame.result >= 0) {
      if (known.knows(Op.a(word))) {
        after.set(frame.result, known.get(Op.a(word)));
      } else {
        after.forget(frame.result);
      }
    }
    step.next.add(at(frame.caller, frame.returnPlace, after));
  }

  /// Whether an instruction may end the process. What lies in the program's data or in a function's
  /// frame is there.
  private boolean mayFault(Knowledge known, long word) {
    int op = Op.op(word);
    int a = Op.a(word);
    if (op >= Op.DIV && op <= Op.REMU || op == Op.DIVW || op == Op.REMW) {
      return !known.knows(Op.b(word)) || known.get(Op.b(word)) == 0 || known.get(Op.b(word)) == -1;
    }
    boolean loads = op >= Op.LD8S && op <= Op.LD64 || op == Op.LDF32;
    boolean stores = op >= Op.ST8 && op <= Op.ST64 || op == Op.STF32;
    if (loads || stores) {
      return a != 0 && !(known.knows(a) && isData(known.get(a) + Op.b(word), stores));
    }
    if (op == Op.ZERO) {
      return Op.d(word) != 0;
    }
    return op == Op.COPY || op == Op.ATOMIC;
  }

  private boolean isData(long address, boolean writable) {
    long from = writable ? program.dataBase() : program.rodataBase();
    return address >= from && address + Long.BYTES <= program.end();
  }
}

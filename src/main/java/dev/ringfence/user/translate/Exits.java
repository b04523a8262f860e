package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/// The ways in which a thread stops in a body: each tells the processor where, stores the
/// registers, and returns false.
final class Exits {
  private static final ClassDesc I = ConstantDescs.CD_int;
  private static final ClassDesc J = ConstantDescs.CD_long;
  private static final ClassDesc VOID = ConstantDescs.CD_void;

  private final CodeBuilder code;
  private final Locals locals;
  private final Program program;
  private final Function function;
  private final boolean begins;
  private final Deque<Runnable> places = new ArrayDeque<>();
  private final Label left;
  private final Label missed;
  private final Label interrupted;
  private final Label stopped;
  private boolean missesPages;

  /// @param begins whether the body begins where the function does
  Exits(CodeBuilder code, Locals locals, Program program, Function function, boolean begins) {
    this.code = code;
    this.locals = locals;
    this.program = program;
    this.function = function;
    this.begins = begins;
    this.left = code.newLabel();
    this.missed = code.newLabel();
    this.interrupted = code.newLabel();
    this.stopped = code.newLabel();
  }

  /// Where the thread stops before a block that has not been charged.
  Label before(Window window, int block) {
    Label label = code.newLabel();
    leave(label, window, block);
    return label;
  }

  /// As [#before], where a label says.
  void leave(Label label, Window window, int block) {
    places.add(
        () -> {
          code.labelBinding(label);
          place(window, block);
          code.goto_(left);
        });
  }

  /// Where the thread stops before an instruction.
  Label at(Window window, int pc) {
    Label label = code.newLabel();
    places.add(
        () -> {
          code.labelBinding(label);
          place(window, pc);
          code.goto_(interrupted);
        });
    return label;
  }

  /// Where the thread stops for want of a page that holds a number of so many bytes.
  Label missing(Window window, int pc, int size) {
    missesPages = true;
    Label label = code.newLabel();
    places.add(
        () -> {
          code.labelBinding(label);
          place(window, pc);
          code.loadConstant(size).istore(Locals.SIZE).goto_(missed);
        });
    return label;
  }

  /// Where the thread stops in a call: of the kernel, which knows where it is, or of a body, which
  /// has said so.
  Label called(Window window, int pc) {
    Label label = code.newLabel();
    places.add(
        () -> {
          code.labelBinding(label);
          storeLive(window, pc);
          code.iconst_0().ireturn();
        });
    return label;
  }

  /// Stores what the functions that are open by a call still read behind it. Arguments of a call of
  /// the kernel, and what each window has at its beginning, have been stored before.
  private void storeLive(Window called, int call) {
    long word = program.code()[call];
    boolean callsKernel = Op.op(word) == Op.SYSCALL;
    BitSet live = callsKernel ? called.live().after(call) : called.live().behind(call);
    if (callsKernel) {
      live.or(called.live().before(call));
      live.clear(Op.FIRST_PARAMETER, Op.FIRST_PARAMETER + Op.SYSTEM_CALL_ARGUMENTS);
      live.clear(Op.d(word));
    }
    live.clear(0, Op.FIRST_PARAMETER);
    live.stream()
        .forEach(
            register -> {
              locals.element(called.distance() + register);
              called.get(register);
              code.lastore();
            });
    if (called.caller() != null) {
      storeLive(called.caller(), called.call());
    }
  }

  private void place(Window window, int pc) {
    code.loadConstant(pc).istore(Locals.PC);
    if (window.distance() > 0) {
      code.loadConstant(window.distance()).istore(Locals.WINDOW);
    }
  }

  /// Writes the ways that have been asked for.
  void write() {
    while (!places.isEmpty()) {
      places.remove().run();
    }
    code.labelBinding(left);
    where();
    locals.processor("leave", VOID, Locals.CONTEXT, I, I, J, J);
    code.goto_(stopped);
    if (missesPages) {
      code.labelBinding(missed);
      where();
      code.lload(Locals.AT).iload(Locals.SIZE);
      locals.processor("stop", VOID, Locals.CONTEXT, I, I, J, J, J, I);
      code.goto_(stopped);
    }
    code.labelBinding(interrupted);
    where();
    locals.processor("stop", VOID, Locals.CONTEXT, I, I, J, J);
    code.goto_(stopped);
    store();
  }

  /// Stops the thread at the body's start, before it has loaded any register.
  void decline() {
    where();
    locals.processor("leave", VOID, Locals.CONTEXT, I, I, J, J);
    clearUnused(function.registers());
    code.iconst_0().ireturn();
  }

  private void where() {
    code.aload(Locals.P).aload(Locals.C).iload(Locals.BASE).iload(Locals.WINDOW).iadd();
    code.iload(Locals.PC).lload(Locals.LEFT).lload(Locals.COUNT);
  }

  /// Stores the registers into the windows.
  private void store() {
    code.labelBinding(stopped);
    clearUnused(function.registers());
    locals
        .slots()
        .forEach(
            (register, slot) -> {
              locals.element(register);
              code.lload(slot).lastore();
            });
    code.iconst_0().ireturn();
  }

  /// Clears the registers of a called function's window that the body may not have used.
  private void clearUnused(int to) {
    int from = Op.FIRST_PARAMETER + function.parameters();
    if (begins && from < to) {
      Label resumed = code.newLabel();
      code.iload(Locals.CALLED).ifeq(resumed);
      code.aload(Locals.P).aload(Locals.C);
      locals.index(from);
      locals.index(to);
      locals.processor("clear", VOID, Locals.CONTEXT, I, I);
      code.labelBinding(resumed);
    }
  }
}

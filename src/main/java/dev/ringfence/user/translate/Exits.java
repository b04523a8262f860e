package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The ways in which a thread stops in a body: each tells the processor where, stores the
/// registers, and returns false.
final class Exits {
  private static final ClassDesc I = ConstantDescs.CD_int;
  private static final ClassDesc J = ConstantDescs.CD_long;
  private static final ClassDesc VOID = ConstantDescs.CD_void;

  private final CodeBuilder code;
  private final Locals locals;
  private final Function function;
  private final boolean begins;
  private final Deque<Runnable> places = new ArrayDeque<>();
  private final SortedMap<Integer, Label> stores = new TreeMap<>();
  private final SortedMap<Integer, Label> unwinds = new TreeMap<>();
  private final Label left;
  private final Label missed;
  private final Label interrupted;
  private final Label stopped;
  private boolean missesPages;

  /// @param begins whether the body begins where the function does
  Exits(CodeBuilder code, Locals locals, Function function, boolean begins) {
    this.code = code;
    this.locals = locals;
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
    places.add(
        () -> {
          code.labelBinding(label);
          leave(window, block);
        });
    return label;
  }

  /// As [#before], written here.
  void leave(Window window, int block) {
    place(window, block);
    code.goto_(left);
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

  /// Where the caller goes when its callee, whose window begins at `d`, has stopped.
  Label unwinding(int d) {
    return unwinds.computeIfAbsent(d, _ -> code.newLabel());
  }

  /// Where the thread stops because the kernel has it stop, which knows where it is.
  Label gone() {
    return stopped;
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
    unwinds.forEach(this::unwind);
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

  private void unwind(int d, Label label) {
    code.labelBinding(label);
    locals.loadRegisters();
    clearUnused(d);
    SortedMap<Integer, Integer> below = locals.slots().headMap(d);
    int highest = below.isEmpty() ? -1 : below.lastKey();
    code.goto_(stores.computeIfAbsent(highest, _ -> code.newLabel()));
  }

  /// Stores the registers into the window, the highest first: all of them where this thread stops,
  /// those below the callee's window where a callee has stopped.
  private void store() {
    code.labelBinding(stopped);
    clearUnused(function.registers());
    for (int register : new TreeSet<>(locals.slots().keySet()).descendingSet()) {
      Label label = stores.get(register);
      if (label != null) {
        code.labelBinding(label);
      }
      locals.element(register);
      code.lload(locals.slot(register)).lastore();
    }
    Label none = stores.get(-1);
    if (none != null) {
      code.labelBinding(none);
    }
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

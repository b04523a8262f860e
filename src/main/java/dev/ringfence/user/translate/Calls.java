package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.user.Context;
import dev.ringfence.user.Processor;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.BitSet;

/// Writes calls of functions, returns from them, and system calls.
final class Calls {
  private static final ClassDesc I = ConstantDescs.CD_int;
  private static final ClassDesc J = ConstantDescs.CD_long;
  private static final ClassDesc Z = ConstantDescs.CD_boolean;

  private final CodeBuilder code;
  private final Locals locals;
  private final Exits exits;
  private final ControlFlow flow;
  private final Program program;
  private int extent;

  Calls(CodeBuilder code, Locals locals, Exits exits, ControlFlow flow, Function function) {
    this.code = code;
    this.locals = locals;
    this.exits = exits;
    this.flow = flow;
    this.program = flow.program;
    this.extent = function.registers();
  }

  /// A call of a function's body.
  void call(Window window, int pc) {
    long word = program.code()[pc];
    Function callee = program.functions().get(Op.b(word));
    int need = callee.registers() + Processor.FRAME;
    code.aload(Locals.P).loadConstant(callee.entry());
    locals.processor("body", Translator.BODY, I);
    code.astore(Locals.CALLEE);
    code.aload(Locals.CALLEE).ifnull(exits.at(window, pc));
    code.iload(Locals.ROOM).loadConstant(need).if_icmplt(exits.at(window, pc));
    pass(window, Op.d(word), Op.a(word), callee.parameters());
    opening(window, pc, Op.d(word));
    code.loadConstant(callee.entry())
        .loadConstant(callee.frameSize())
        .loadConstant(callee.registers());
    locals.processor("enter", Z, Locals.CONTEXT, I, I, I, I, I, I);
    code.ifeq(exits.at(window, pc));
    run(window, pc, () -> code.loadConstant(need));
  }

  /// A call by a text address.
  void callIndirectly(Window window, int pc) {
    long word = program.code()[pc];
    int arguments = Op.b(word);
    code.aload(Locals.P);
    window.get(Op.a(word));
    locals.processor("function", I, J);
    code.istore(Locals.FUNCTION);
    code.aload(Locals.P).iload(Locals.FUNCTION);
    locals.processor("bodyOf", Translator.BODY, I);
    code.astore(Locals.CALLEE);
    code.aload(Locals.CALLEE).ifnull(exits.at(window, pc));
    code.iload(Locals.ROOM);
    need();
    code.if_icmplt(exits.at(window, pc));
    pass(window, Op.d(word), arguments, arguments);
    opening(window, pc, Op.d(word));
    code.iload(Locals.FUNCTION).loadConstant(arguments);
    locals.processor("enter", Z, Locals.CONTEXT, I, I, I, I, I);
    code.ifeq(exits.at(window, pc));
    run(window, pc, this::need);
  }

  private void need() {
    code.aload(Locals.P).iload(Locals.FUNCTION);
    locals.processor("need", I, I);
  }

  /// Stores what the callee reads in the windows: its parameters and the caller's stack pointer;
  /// and what shows who has called whom.
  private void pass(Window window, int d, int arguments, int parameters) {
    extent = Math.max(extent, window.distance() + d + Op.FIRST_PARAMETER + parameters);
    for (int i = 0; i < parameters; i++) {
      locals.element(window.distance() + d + Op.FIRST_PARAMETER + i);
      if (i < arguments) {
        window.get(d + Op.FIRST_PARAMETER + i);
      } else {
        code.lconst_0();
      }
      code.lastore();
    }
    show(window);
  }

  /// Stores frame pointers, links and stack pointers that are only in the body's variables.
  private void show(Window innermost) {
    for (Window window = innermost; window != null; window = window.caller()) {
      if (window.caller() != null) {
        store(window, Context.FRAME_POINTER);
        store(window, Context.LINK);
        store(window, Context.STACK_POINTER);
      } else if (movesStack(window.function())) {
        store(window, Context.STACK_POINTER);
      }
    }
  }

  private void store(Window window, int register) {
    locals.element(window.distance() + register);
    window.get(register);
    code.lastore();
  }

  private boolean movesStack(Function function) {
    for (int i = function.entry(); i < function.end(); i++) {
      if (Operands.written(program.code()[i]) == Context.STACK_POINTER) {
        return true;
      }
    }
    return false;
  }

  /// A system call. Its six arguments are in their registers for whoever looks, also those that it
  /// does not have.
  void callKernel(Window window, int pc) {
    int d = Op.d(program.code()[pc]);
    int end =
        Math.min(Op.FIRST_PARAMETER + Op.SYSTEM_CALL_ARGUMENTS, window.function().registers());
    for (int register = Op.FIRST_PARAMETER; register < end; register++) {
      store(window, register);
    }
    show(window);
    code.aload(Locals.P).aload(Locals.C);
    locals.index(window.distance());
    code.loadConstant(pc);
    code.lload(Locals.LEFT).loadConstant(flow.cyclesFrom(pc)).ladd();
    code.lload(Locals.COUNT).loadConstant((long) flow.instructionsFrom(pc)).lsub();
    locals.processor("callKernel", I, Locals.CONTEXT, I, I, J, J);
    code.istore(Locals.FUNCTION);
    code.iload(Locals.FUNCTION).loadConstant(Processor.DECLINED);
    code.if_icmpeq(exits.at(window, pc));
    locals.loadRegisters();
    code.iload(Locals.FUNCTION).loadConstant(Processor.LEFT);
    code.if_icmpeq(exits.called(window, pc));
    goOn(window, d);
  }

  /// Takes over what a call has done.
  private void goOn(Window window, int d) {
    locals.loadCharge();
    locals.element(window.distance() + d);
    code.laload();
    window.set(d);
  }

  private void opening(Window window, int pc, int d) {
    code.aload(Locals.P).aload(Locals.C);
    locals.index(window.distance() + d);
    code.loadConstant(d).loadConstant(pc);
  }

  private void run(Window window, int pc, Runnable need) {
    int d = Op.d(program.code()[pc]);
    locals.storeCharge();
    code.aload(Locals.CALLEE).aload(Locals.P).aload(Locals.C);
    locals.index(window.distance() + d);
    code.iconst_1().iload(Locals.ROOM);
    need.run();
    code.isub().invokevirtual(Translator.BODY, "run", Translator.RUN);
    locals.loadRegisters();
    code.ifeq(exits.called(window, pc));
    goOn(window, d);
  }

  /// Returns from the function that the body begins in.
  void returns(Window window, int pc) {
    code.aload(Locals.P).aload(Locals.C).iload(Locals.BASE);
    locals.processor("returns", Z, Locals.CONTEXT, I);
    code.ifeq(exits.at(window, pc));
    locals.element(0);
    window.get(Op.a(program.code()[pc]));
    code.lastore();
    locals.storeCharge();
    code.iconst_1().ireturn();
  }

  /// Opens the window of a function that the body takes in.
  void open(Window window, int pc, Window callee) {
    Function function = callee.function();
    extent = Math.max(extent, callee.distance() + function.registers());
    code.aload(Locals.P).aload(Locals.C);
    window.get(Context.STACK_POINTER);
    code.loadConstant(pc).loadConstant(function.entry());
    locals.processor("opens", Z, Locals.CONTEXT, J, I, I);
    code.ifeq(exits.at(window, pc));
    int arguments = Math.min(Op.a(program.code()[pc]), function.parameters());
    BitSet read = callee.live().before(function.entry());
    read.stream().filter(r -> r >= Op.FIRST_PARAMETER + arguments).forEach(callee::clear);
    window.get(Context.STACK_POINTER);
    code.loadConstant(function.frameSize() + 16L).lsub().dup2();
    callee.set(Context.FRAME_POINTER);
    callee.set(Context.STACK_POINTER);
    code.loadConstant(Inlining.link(program, pc));
    callee.set(Context.LINK);
  }

  /// Returns from a function that the body takes in.
  void close(Window window, int pc, Window caller, int call) {
    code.aload(Locals.P).aload(Locals.C).loadConstant(call + 1);
    locals.processor("mayReturnTo", Z, Locals.CONTEXT, I);
    code.ifeq(exits.at(window, pc));
    window.get(Op.a(program.code()[pc]));
    caller.set(Op.d(program.code()[call]));
  }

  /// How many registers the body uses itself: those of the windows that it opens, its own among
  /// them, and what it passes to other bodies.
  int extent() {
    return extent;
  }
}

package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.BitSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/// Writes the method of one body.
///
/// A window's registers become local variables. They are loaded where the body begins, and stored
/// into the window where the thread stops, then by every caller in turn, each with the registers
/// below its callee's window. A register that is not read any more becomes zero, so that HotSpot
/// need not keep its value for the places where the thread may stop.
final class BodyMethod {
  private final CodeBuilder code;
  private final HotCode hot;
  private final Function function;
  private final int start;
  private final NavigableSet<Integer> blocks;
  private final Stretches stretches;
  private final Locals locals;
  private final Exits exits;
  private final Calls calls;

  BodyMethod(CodeBuilder code, HotCode hot, int start, NavigableSet<Integer> blocks) {
    this.code = code;
    this.hot = hot;
    this.function = hot.program.functionAt(start);
    this.start = start;
    this.blocks = blocks;
    this.stretches = Stretches.of(hot, blocks, start);
    this.locals = new Locals(code);
    this.exits = new Exits(code, locals, function, begins());
    this.calls = new Calls(code, locals, exits, hot.program, function);
  }

  private boolean begins() {
    return start == function.entry();
  }

  void write() {
    Label prologue = code.newLabel();
    code.goto_(prologue);
    Window window = window(function, 0);
    Part whole = new Part(window, blocks, pc -> calls.returns(window, pc));
    whole.write();
    exits.write();
    code.labelBinding(prologue);
    prologue();
    code.goto_(whole.label(start));
  }

  private Window window(Function of, int distance) {
    return new Window(code, locals, of, hot.live(of), distance);
  }

  /// Loads what the window holds, or, in a function that has been called, its parameters.
  private void prologue() {
    locals.loadMmu();
    locals.loadCharge();
    code.loadConstant(start).istore(Locals.PC).iconst_0().istore(Locals.WINDOW);
    code.lconst_0().lstore(Locals.AT).iconst_0().istore(Locals.SIZE);
    if (calls.extent() > function.registers()) {
      reserve();
    }
    locals.loadRegisters();
    SortedMap<Integer, Integer> slots = locals.slots();
    int first = Op.FIRST_PARAMETER + function.parameters();
    load(begins() ? slots.headMap(first) : slots);
    if (begins()) {
      SortedMap<Integer, Integer> others = slots.tailMap(first);
      Label resumed = code.newLabel();
      Label end = code.newLabel();
      code.iload(Locals.CALLED).ifeq(resumed);
      others.values().forEach(slot -> code.lconst_0().lstore(slot));
      code.goto_(end);
      code.labelBinding(resumed);
      load(others);
      code.labelBinding(end);
    }
  }

  private void load(SortedMap<Integer, Integer> registers) {
    registers.forEach(
        (register, slot) -> {
          locals.element(register);
          code.laload().lstore(slot);
        });
  }

  /// Sees to it that there is room for the windows of the functions that the body takes in.
  private void reserve() {
    Label there = code.newLabel();
    code.aload(Locals.C).iload(Locals.BASE).loadConstant(calls.extent());
    code.invokevirtual(
        Locals.CONTEXT,
        "reserve",
        MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int, ConstantDescs.CD_int));
    code.ifne(there);
    exits.decline();
    code.labelBinding(there);
  }

  /// Some blocks of a function: those that the body reaches, or all that one has which it takes in.
  private final class Part {
    private final Window window;
    private final NavigableSet<Integer> blocks;
    private final IntConsumer returns;
    private final Map<Integer, Label> labels = new TreeMap<>();

    /// @param returns writes a return
    Part(Window window, NavigableSet<Integer> blocks, IntConsumer returns) {
      this.window = window;
      this.blocks = blocks;
      this.returns = returns;
    }

    Label label(int block) {
      return labels.computeIfAbsent(block, _ -> code.newLabel());
    }

    void write() {
      blocks.forEach(this::block);
      labels.forEach(
          (target, label) -> {
            if (!blocks.contains(target)) {
              code.labelBinding(label);
              exits.leave(window, target);
            }
          });
    }

    private void block(int block) {
      int last = hot.flow.last(block);
      code.labelBinding(label(block));
      if (window.distance() == 0 && stretches.begins(block)) {
        code.lload(Locals.LEFT).loadConstant(stretches.cycles(block)).lcmp();
        code.ifle(exits.before(window, block));
      }
      charge(hot.flow.cyclesFrom(block), hot.flow.instructionsFrom(block));
      for (int pc = block; pc <= last; pc++) {
        instruction(pc);
      }
      int op = Op.op(hot.program.code()[last]);
      Integer next = blocks.higher(block);
      if (op != Op.JMP && op != Op.RET && (next == null || next != last + 1)) {
        code.goto_(label(last + 1));
      }
    }

    private void instruction(int pc) {
      long word = hot.program.code()[pc];
      int op = Op.op(word);
      if (op == Op.RET) {
        returns.accept(pc);
      } else if (Op.isBranch(op)) {
        Branches.compare(code, window, word);
        forget(pc);
        Branches.go(code, op, label(Op.b(word)));
      } else {
        Function taken = hot.inlining.taken(pc);
        switch (op) {
          case Op.CALL -> {
            if (taken != null) {
              takeIn(pc, taken);
            } else {
              calls.call(window, pc);
            }
          }
          case Op.CALLR -> calls.callIndirectly(window, pc);
          case Op.SYSCALL -> calls.callKernel(window, pc);
          default ->
              new Steps(code, window, hot.program)
                  .write(word, () -> exits.at(window, pc), size -> exits.missing(window, pc, size));
        }
        forget(pc);
      }
    }

    /// Clears the registers that the instruction was the last to name.
    private void forget(int pc) {
      long word = hot.program.code()[pc];
      BitSet named = new BitSet();
      Operands.addRead(word, named);
      int written = Operands.written(word);
      if (written >= 0) {
        named.set(written);
      }
      named.andNot(window.live().after(pc));
      named.stream().filter(r -> r >= Op.FIRST_PARAMETER).forEach(window::clear);
    }

    private void takeIn(int pc, Function callee) {
      int d = Op.d(hot.program.code()[pc]);
      Window opened = window(callee, window.distance() + d);
      calls.open(window, pc, opened);
      Label returned = code.newLabel();
      NavigableSet<Integer> all = hot.inlining.blocks(callee);
      new Part(
              opened,
              all,
              at -> {
                calls.close(opened, at, window, pc);
                if (at != hot.flow.last(all.last())) {
                  code.goto_(returned);
                }
              })
          .write();
      code.labelBinding(returned);
    }
  }

  private void charge(long cycles, int instructions) {
    code.lload(Locals.LEFT).loadConstant(cycles).lsub().lstore(Locals.LEFT);
    code.lload(Locals.COUNT).loadConstant((long) instructions).ladd().lstore(Locals.COUNT);
  }
}

package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

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
  private final Start start;
  private final NavigableSet<Integer> blocks;
  private final Locals locals;
  private final Exits exits;
  private final Calls calls;

  BodyMethod(CodeBuilder code, HotCode hot, Start start, NavigableSet<Integer> blocks) {
    this.code = code;
    this.hot = hot;
    this.function = hot.program.functionAt(start.outermost());
    this.start = start;
    this.blocks = blocks;
    this.locals = new Locals(code);
    this.exits = new Exits(code, locals, hot.program, function, begins());
    this.calls = new Calls(code, locals, exits, hot.flow, function);
  }

  private boolean begins() {
    return start.calls().isEmpty() && start.instruction() == function.entry();
  }

  void write() {
    Label prologue = code.newLabel();
    code.goto_(prologue);
    Part innermost = parts();
    exits.write();
    code.labelBinding(prologue);
    prologue(innermost.window);
    code.goto_(innermost.label(start.instruction()));
  }

  /// Writes all parts: those of functions that are open where the body begins, each of which ends
  /// in its caller's.
  ///
  /// @return the one that the body begins in
  private Part parts() {
    Window outermost = window(function, 0, null, -1);
    Part whole =
        new Part(
            outermost,
            blocks,
            Stretches.of(hot, blocks, start),
            pc -> calls.returns(outermost, pc));
    Deque<Part> all = new ArrayDeque<>(List.of(whole));
    for (int i = 0; i < start.calls().size(); i++) {
      boolean last = i + 1 == start.calls().size();
      int goesOn = last ? start.instruction() : start.calls().get(i + 1) + 1;
      all.push(all.element().open(start.calls().get(i), goesOn, last));
    }
    all.forEach(Part::write);
    return all.element();
  }

  private Window window(Function of, int distance, @Nullable Window caller, int call) {
    return new Window(code, locals, of, hot.live(of), distance, caller, call);
  }

  /// Loads what the windows hold, or, in a function that has been called, its parameters.
  private void prologue(Window innermost) {
    locals.loadMmu();
    locals.loadCharge();
    code.loadConstant(start.instruction()).istore(Locals.PC);
    code.loadConstant(innermost.distance()).istore(Locals.WINDOW);
    code.lconst_0().lstore(Locals.AT).iconst_0().istore(Locals.SIZE);
    if (calls.extent() > innermost.distance() + innermost.function().registers()) {
      reserve();
    }
    code.iconst_0().istore(Locals.WINDOW);
    locals.loadRegisters();
    BitSet held = innermost.held(start.instruction());
    int first = Op.FIRST_PARAMETER + function.parameters();
    locals.slots().forEach((register, slot) -> load(register, slot, held, first));
  }

  /// Loads a register if it may be read: parameters of a called function, all of one that goes on.
  private void load(int register, int slot, BitSet held, int first) {
    if (!held.get(register)) {
      code.lconst_0().lstore(slot);
    } else if (begins() && register >= first) {
      Label zero = code.newLabel();
      Label end = code.newLabel();
      code.iload(Locals.CALLED).ifne(zero);
      locals.element(register);
      code.laload().lstore(slot).goto_(end);
      code.labelBinding(zero);
      code.lconst_0().lstore(slot);
      code.labelBinding(end);
    } else {
      locals.element(register);
      code.laload().lstore(slot);
    }
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
    private final Stretches stretches;
    private final IntConsumer returns;
    private final Map<Integer, Label> labels = new TreeMap<>();

    /// @param returns writes a return
    Part(Window window, NavigableSet<Integer> blocks, Stretches stretches, IntConsumer returns) {
      this.window = window;
      this.blocks = blocks;
      this.stretches = stretches;
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
              exits.leave(label, window, target);
            }
          });
    }

    private void block(int block) {
      int last = hot.flow.last(block);
      code.labelBinding(label(block));
      if (stretches.begins(block)) {
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
      Window opened = callee(pc, callee);
      calls.open(window, pc, opened);
      Label returned = code.newLabel();
      NavigableSet<Integer> all = hot.taken(pc, callee, callee.entry());
      new Part(
              opened,
              all,
              stretches.within(pc, all, -1),
              at -> {
                calls.close(opened, at, window, pc);
                if (at != hot.flow.last(all.last())) {
                  code.goto_(returned);
                }
              })
          .write();
      code.labelBinding(returned);
    }

    private Window callee(int pc, Function callee) {
      int d = Op.d(hot.program.code()[pc]);
      return window(callee, window.distance() + d, window, pc);
    }

    /// The rest of a function that has been called here, before the body begins.
    ///
    /// @param goesOn with which instruction
    /// @param last whether it is the innermost one
    Part open(int pc, int goesOn, boolean last) {
      Function callee = Objects.requireNonNull(hot.inlining.taken(pc));
      Window opened = callee(pc, callee);
      NavigableSet<Integer> rest = hot.taken(pc, callee, goesOn);
      return new Part(
          opened,
          rest,
          stretches.within(pc, rest, last ? goesOn : -1),
          at -> {
            calls.close(opened, at, window, pc);
            forget(pc);
            code.goto_(label(pc + 1));
          });
    }
  }

  private void charge(long cycles, int instructions) {
    code.lload(Locals.LEFT).loadConstant(cycles).lsub().lstore(Locals.LEFT);
    code.lload(Locals.COUNT).loadConstant((long) instructions).ladd().lstore(Locals.COUNT);
  }
}

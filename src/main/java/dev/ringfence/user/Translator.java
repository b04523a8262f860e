package dev.ringfence.user;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Translates the blocks of a function that can be reached from one of them to a [Body].
///
/// A window's registers become local variables of the JVM method. They are loaded where the body
/// begins, and stored into the window where the thread stops, then by every caller in turn, each
/// with the registers below its callee's window.
final class Translator {
  /// The most bytecode of a method that HotSpot compiles is 8,000 bytes.
  private static final int LARGEST = 7_900;

  /// Instructions of a body at first; half of them if that is too much bytecode, and so on.
  private static final int MOST_INSTRUCTIONS = 200;

  private static final ClassDesc BODY = desc(Body.class);
  static final ClassDesc PROCESSOR = desc(Processor.class);
  static final ClassDesc CONTEXT = desc(Context.class);
  private static final ClassDesc LONGS = ConstantDescs.CD_long.arrayType();
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_boolean,
          PROCESSOR,
          CONTEXT,
          ConstantDescs.CD_int,
          ConstantDescs.CD_boolean,
          ConstantDescs.CD_int);

  // Local variables of the method.
  static final int P = 1;
  static final int C = 2;
  static final int BASE = 3;
  private static final int CALLED = 4;
  private static final int ROOM = 5;
  static final int R = 6;
  static final int MMU = 7;
  static final int PAGE = 8;
  private static final int CALLEE = 9;
  private static final int FUNCTION = 10;
  private static final int PC = 11;
  private static final int SIZE = 12;
  private static final int LEFT = 13;
  private static final int COUNT = 15;
  static final int AT = 17;
  private static final int FIRST_REGISTER = 19;

  private final HotCode hot;
  private final Program program;
  private final Function function;
  private final int start;

  Translator(HotCode hot, int start) {
    this.hot = hot;
    this.program = hot.program;
    this.function = program.functionAt(start);
    this.start = start;
  }

  static ClassDesc desc(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  /// Whether bodies can execute the operation; where they cannot, they leave to the interpreter.
  static boolean translates(int op) {
    return op == Op.CALL || op == Op.CALLR || op == Op.RET || Op.isBranch(op) || Steps.has(op);
  }

  /// Whether what follows the operation begins a block, branches apart.
  static boolean endsBlock(int op) {
    return op == Op.CALL || op == Op.CALLR || op == Op.RET || !translates(op);
  }

  /// The body, or null if there is nothing to translate.
  @Nullable Body translate() {
    if (!translates(Op.op(program.code()[start]))) {
      return null;
    }
    for (int most = MOST_INSTRUCTIONS; most > 0; most /= 2) {
      TreeSet<Integer> blocks = reach(most);
      byte[] bytes = write(blocks);
      if (codeSize(bytes) <= LARGEST) {
        return define(bytes);
      }
    }
    return null;
  }

  private static int codeSize(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .filter(method -> method.methodName().equalsString("run"))
        .flatMap(method -> method.findAttribute(java.lang.classfile.Attributes.code()).stream())
        .mapToInt(java.lang.classfile.attribute.CodeAttribute::codeLength)
        .sum();
  }

  private static Body define(byte[] bytes) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Class<?> type = lookup.defineHiddenClass(bytes, true).lookupClass();
      return (Body) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a translated body is no class", e);
    }
  }

  /// Blocks that can be reached from the start, nearest first, up to so many instructions.
  private TreeSet<Integer> reach(int most) {
    TreeSet<Integer> blocks = new TreeSet<>();
    Deque<Integer> waiting = new ArrayDeque<>();
    waiting.add(start);
    int size = 0;
    while (!waiting.isEmpty() && size < most) {
      int block = waiting.remove();
      if (block < function.entry()
          || block >= function.end()
          || !translates(Op.op(program.code()[block]))
          || !blocks.add(block)) {
        continue;
      }
      size += hot.instructionsFrom(block);
      int end = block + hot.instructionsFrom(block);
      long last = program.code()[end - 1];
      int op = Op.op(last);
      if (Op.isBranch(op)) {
        waiting.add(Op.b(last));
      }
      if (op != Op.JMP && op != Op.RET) {
        waiting.add(end);
      }
    }
    return blocks;
  }

  private boolean movesStack() {
    for (int i = function.entry(); i < function.end(); i++) {
      long word = program.code()[i];
      if (Steps.has(Op.op(word)) && Op.d(word) == Context.STACK_POINTER) {
        return true;
      }
    }
    return false;
  }

  private byte[] write(TreeSet<Integer> blocks) {
    String name = Body.class.getPackageName() + ".Body_" + function.name() + "_" + start;
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            builder ->
                builder
                    .withSuperclass(BODY)
                    .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                    .withMethodBody(
                        ConstantDescs.INIT_NAME,
                        ConstantDescs.MTD_void,
                        0,
                        code ->
                            code.aload(0)
                                .invokespecial(
                                    BODY, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                .return_())
                    .withMethodBody("run", RUN, 0, code -> new Method(code, blocks).write()));
  }

  /// The method of one body.
  private final class Method implements Registers {
    private final CodeBuilder code;
    private final TreeSet<Integer> blocks;
    private final SortedMap<Integer, Integer> slots = new TreeMap<>();
    private final SortedMap<Integer, Label> labels = new TreeMap<>();
    private final SortedMap<Integer, Label> stores = new TreeMap<>();
    private final SortedMap<Integer, Label> unwinds = new TreeMap<>();
    private final Deque<Runnable> exits = new ArrayDeque<>();
    private final Label left;
    private final Label missed;
    private final Label interrupted;
    private final Label stopped;
    private boolean missesPages;

    Method(CodeBuilder code, TreeSet<Integer> blocks) {
      this.code = code;
      this.blocks = blocks;
      this.left = code.newLabel();
      this.missed = code.newLabel();
      this.interrupted = code.newLabel();
      this.stopped = code.newLabel();
    }

    void write() {
      Label prologue = code.newLabel();
      code.goto_(prologue);
      for (int block : blocks) {
        block(block);
      }
      labels.forEach(
          (target, label) -> {
            if (!blocks.contains(target)) {
              code.labelBinding(label);
              leave(target);
            }
          });
      while (!exits.isEmpty()) {
        exits.remove().run();
      }
      exits();
      stop();
      code.labelBinding(prologue);
      prologue();
      code.goto_(label(start));
    }

    private Label label(int block) {
      return labels.computeIfAbsent(block, _ -> code.newLabel());
    }

    @Override
    public void get(int register) {
      code.lload(slot(register));
    }

    @Override
    public void set(int register) {
      code.lstore(slot(register));
    }

    private int slot(int register) {
      return slots.computeIfAbsent(register, _ -> FIRST_REGISTER + 2 * slots.size());
    }

    /// Loads what the window holds, or, in a function that has been called, its parameters.
    private void prologue() {
      code.aload(C).getfield(CONTEXT, "registers", LONGS).astore(R);
      code.aload(P).getfield(PROCESSOR, "mmu", Steps.MMU).astore(MMU);
      charged();
      code.iconst_0().istore(PC);
      if (missesPages) {
        code.lconst_0().lstore(AT).iconst_0().istore(SIZE);
      }
      int first = Op.FIRST_PARAMETER + function.parameters();
      load(begins() ? slots.headMap(first) : slots);
      if (begins()) {
        SortedMap<Integer, Integer> others = slots.tailMap(first);
        Label resumed = code.newLabel();
        Label end = code.newLabel();
        code.iload(CALLED).ifeq(resumed);
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
            window(register);
            code.laload().lstore(slot);
          });
    }

    private boolean begins() {
      return start == function.entry();
    }

    private void charged() {
      code.aload(P).getfield(PROCESSOR, "left", ConstantDescs.CD_long).lstore(LEFT);
      code.aload(P).getfield(PROCESSOR, "count", ConstantDescs.CD_long).lstore(COUNT);
    }

    private void charge() {
      code.aload(P).lload(LEFT).putfield(PROCESSOR, "left", ConstantDescs.CD_long);
      code.aload(P).lload(COUNT).putfield(PROCESSOR, "count", ConstantDescs.CD_long);
    }

    /// The array of registers and the index of one.
    private void window(int register) {
      code.aload(R).iload(BASE).loadConstant(register).iadd();
    }

    private void block(int block) {
      int end = block + hot.instructionsFrom(block);
      code.labelBinding(label(block));
      long cycles = hot.cyclesFrom(block);
      Label tooLong = code.newLabel();
      exits.add(
          () -> {
            code.labelBinding(tooLong);
            leave(block);
          });
      code.lload(LEFT).loadConstant(cycles - hot.cycles(end - 1)).lcmp().ifle(tooLong);
      code.lload(LEFT).loadConstant(cycles).lsub().lstore(LEFT);
      code.lload(COUNT).loadConstant((long) (end - block)).ladd().lstore(COUNT);
      for (int pc = block; pc < end; pc++) {
        instruction(pc);
      }
      int last = Op.op(program.code()[end - 1]);
      Integer next = blocks.higher(block);
      if (last != Op.JMP && last != Op.RET && (next == null || next != end)) {
        code.goto_(label(end));
      }
    }

    private void instruction(int pc) {
      long word = program.code()[pc];
      int op = Op.op(word);
      switch (op) {
        case Op.CALL -> call(pc, word);
        case Op.CALLR -> callIndirectly(pc, word);
        case Op.RET -> {
          code.aload(P).aload(C).iload(BASE);
          processor("returns", ConstantDescs.CD_boolean, CONTEXT, ConstantDescs.CD_int);
          code.ifeq(exit(pc));
          window(0);
          get(Op.a(word));
          code.lastore();
          charge();
          code.iconst_1().ireturn();
        }
        default -> {
          if (Op.isBranch(op)) {
            Branches.write(code, this, word, label(Op.b(word)));
          } else {
            new Steps(code, this, program).write(word, () -> exit(pc), size -> missing(pc, size));
          }
        }
      }
    }

    private void call(int pc, long word) {
      Function callee = program.functions().get(Op.b(word));
      int d = Op.d(word);
      int need = callee.registers() + Processor.FRAME;
      code.aload(P).loadConstant(callee.entry());
      processor("body", BODY, ConstantDescs.CD_int);
      code.astore(CALLEE);
      code.aload(CALLEE).ifnull(exit(pc));
      code.iload(ROOM).loadConstant(need).if_icmplt(exit(pc));
      for (int i = 0; i < callee.parameters(); i++) {
        window(d + Op.FIRST_PARAMETER + i);
        if (i < Op.a(word)) {
          get(d + Op.FIRST_PARAMETER + i);
        } else {
          code.lconst_0();
        }
        code.lastore();
      }
      storeStackPointer();
      opening(pc, d);
      code.loadConstant(callee.entry())
          .loadConstant(callee.frameSize())
          .loadConstant(callee.registers());
      ClassDesc i = ConstantDescs.CD_int;
      processor("enter", ConstantDescs.CD_boolean, CONTEXT, i, i, i, i, i, i);
      code.ifeq(exit(pc));
      run(d, () -> code.loadConstant(need));
    }

    private void callIndirectly(int pc, long word) {
      int d = Op.d(word);
      int arguments = Op.b(word);
      code.aload(P);
      get(Op.a(word));
      processor("function", ConstantDescs.CD_int, ConstantDescs.CD_long);
      code.istore(FUNCTION);
      code.aload(P).iload(FUNCTION);
      processor("bodyOf", BODY, ConstantDescs.CD_int);
      code.astore(CALLEE);
      code.aload(CALLEE).ifnull(exit(pc));
      code.iload(ROOM);
      need();
      code.if_icmplt(exit(pc));
      for (int i = 0; i < arguments; i++) {
        window(d + Op.FIRST_PARAMETER + i);
        get(d + Op.FIRST_PARAMETER + i);
        code.lastore();
      }
      storeStackPointer();
      opening(pc, d);
      code.iload(FUNCTION).loadConstant(arguments);
      ClassDesc i = ConstantDescs.CD_int;
      processor("enter", ConstantDescs.CD_boolean, CONTEXT, i, i, i, i, i);
      code.ifeq(exit(pc));
      run(d, this::need);
    }

    private void need() {
      code.aload(P).iload(FUNCTION);
      processor("need", ConstantDescs.CD_int, ConstantDescs.CD_int);
    }

    /// The callee reads the stack pointer in the window.
    private void storeStackPointer() {
      if (movesStack()) {
        window(Context.STACK_POINTER);
        get(Context.STACK_POINTER);
        code.lastore();
      }
    }

    private void opening(int pc, int d) {
      code.aload(P).aload(C).iload(BASE).loadConstant(d).iadd();
      code.loadConstant(d).loadConstant(pc);
    }

    private void run(int d, Runnable need) {
      charge();
      code.aload(CALLEE).aload(P).aload(C).iload(BASE).loadConstant(d).iadd();
      code.iconst_1().iload(ROOM);
      need.run();
      code.isub().invokevirtual(BODY, "run", RUN);
      code.ifeq(unwinds.computeIfAbsent(d, _ -> code.newLabel()));
      code.aload(C).getfield(CONTEXT, "registers", LONGS).astore(R);
      charged();
      window(d);
      code.laload();
      set(d);
    }

    private void processor(String method, ClassDesc result, ClassDesc... parameters) {
      code.invokevirtual(PROCESSOR, method, MethodTypeDesc.of(result, parameters));
    }

    /// The thread stops before a block.
    private void leave(int block) {
      code.loadConstant(block).istore(PC).goto_(left);
    }

    /// Where the thread stops before an instruction.
    private Label exit(int pc) {
      Label label = code.newLabel();
      exits.add(
          () -> {
            code.labelBinding(label);
            code.loadConstant(pc).istore(PC).goto_(interrupted);
          });
      return label;
    }

    /// Where the thread stops for want of a page that holds a number of so many bytes.
    private Label missing(int pc, int size) {
      missesPages = true;
      Label label = code.newLabel();
      exits.add(
          () -> {
            code.labelBinding(label);
            code.loadConstant(pc).istore(PC).loadConstant(size).istore(SIZE).goto_(missed);
          });
      return label;
    }

    /// The ways in which the thread stops.
    private void exits() {
      ClassDesc i = ConstantDescs.CD_int;
      ClassDesc j = ConstantDescs.CD_long;
      code.labelBinding(left);
      where();
      processor("leave", ConstantDescs.CD_void, CONTEXT, i, i, j, j);
      code.goto_(stopped);
      if (missesPages) {
        code.labelBinding(missed);
        where();
        code.lload(AT).iload(SIZE);
        processor("stop", ConstantDescs.CD_void, CONTEXT, i, i, j, j, j, i);
        code.goto_(stopped);
      }
      code.labelBinding(interrupted);
      where();
      processor("stop", ConstantDescs.CD_void, CONTEXT, i, i, j, j);
      code.goto_(stopped);
    }

    private void where() {
      code.aload(P).aload(C).iload(BASE).iload(PC).lload(LEFT).lload(COUNT);
    }

    /// Stores the registers into the window, the highest first: all of them where this thread
    /// stops, those below the callee's window where a callee has stopped.
    private void stop() {
      unwinds.forEach(
          (d, label) -> {
            code.labelBinding(label);
            code.aload(C).getfield(CONTEXT, "registers", LONGS).astore(R);
            clear(d);
            SortedMap<Integer, Integer> below = slots.headMap(d);
            code.goto_(
                stores.computeIfAbsent(
                    below.isEmpty() ? -1 : below.lastKey(), _ -> code.newLabel()));
          });
      code.labelBinding(stopped);
      clear(function.registers());
      for (int register : new TreeSet<>(slots.keySet()).descendingSet()) {
        Label label = stores.get(register);
        if (label != null) {
          code.labelBinding(label);
        }
        window(register);
        get(register);
        code.lastore();
      }
      Label none = stores.get(-1);
      if (none != null) {
        code.labelBinding(none);
      }
      code.iconst_0().ireturn();
    }

    /// Clears the registers of a called function's window that the body may not have used.
    private void clear(int to) {
      int from = Op.FIRST_PARAMETER + function.parameters();
      if (begins() && from < to) {
        Label resumed = code.newLabel();
        code.iload(CALLED).ifeq(resumed);
        code.aload(P).aload(C).iload(BASE).loadConstant(from).iadd();
        code.iload(BASE).loadConstant(to).iadd();
        ClassDesc i = ConstantDescs.CD_int;
        processor("clear", ConstantDescs.CD_void, CONTEXT, i, i);
        code.labelBinding(resumed);
      }
    }
  }
}

package dev.ringfence.user;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.machine.Costs;
import dev.ringfence.machine.DataModel;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PageTables;
import dev.ringfence.machine.Paging;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Profile;
import java.util.ArrayList;
import java.util.List;

/// A bare machine for hand-written register code: text, one page of data and two pages of stack,
/// and no kernel.
final class Bench {
  static final long DATA = 0x600000;
  static final long STACK_TOP = 0x700000;
  static final long STACK_BOTTOM = STACK_TOP - 2 * PhysicalMemory.FRAME;

  final PhysicalMemory memory = new PhysicalMemory(1 << 20);
  final UserSpace space;
  private final List<Function> functions = new ArrayList<>();
  private final List<Long> code = new ArrayList<>();
  private int nextFrame = 1;

  static final Profile PROFILE =
      new Profile(
          "test",
          1_000_000_000L,
          Paging.FOUR_LEVELS,
          46,
          true,
          DataModel.LP64,
          new Costs(
              1, 3, 20, 4, 4, 1, 1, 2, 30, 150, 900, 1500, 1000, 8, 300, 600, 20, 100, 1, 1, 400,
              500, 900, 0));

  Bench() {
    this(Translations.none());
  }

  Bench(Translations translations) {
    space = new UserSpace(memory, PROFILE, translations);
    PageTables tables =
        new PageTables(
            memory,
            Paging.FOUR_LEVELS,
            new PageTables.FrameSource() {
              @Override
              public int allocate() {
                return nextFrame++;
              }

              @Override
              public void release(int frame) {
                throw new IllegalStateException("nothing is released here");
              }
            });
    int root = tables.create();
    long data = Entry.PRESENT | Entry.WRITABLE | Entry.USER | Entry.NO_EXECUTE;
    tables.set(root, Program.TEXT_BASE, Entry.of(100, Entry.PRESENT | Entry.USER));
    tables.set(root, DATA, Entry.of(101, data));
    tables.set(root, DATA + 4096, Entry.of(102, data));
    tables.set(root, STACK_BOTTOM, Entry.of(103, data));
    tables.set(root, STACK_BOTTOM + 4096, Entry.of(104, data));
    space.mmu().load(root);
  }

  /// Adds a function with 32 registers and no frame of its own.
  Bench function(String name, long... words) {
    int entry = code.size();
    for (long word : words) {
      code.add(word);
    }
    functions.add(new Function(name, functions.size(), entry, code.size(), 3, 32, 0, false, true));
    return this;
  }

  static long op(int op, int d, int a, int b) {
    return Op.word(op, d, a, b);
  }

  /// A thread at the start of the first function, with a slice of a million cycles.
  Context thread(long... arguments) {
    long[] words = code.stream().mapToLong(Long::longValue).toArray();
    int[] lines = new int[words.length];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = i + 1;
    }
    Program program =
        new Program(
            DataModel.LP64,
            "bench",
            words,
            new long[] {0x123456789ABCDEFL},
            List.copyOf(functions),
            lines,
            new byte[words.length],
            List.of(new Program.File("bench.s", false)),
            0x500000,
            new byte[0],
            DATA,
            new byte[0],
            0,
            0,
            List.of(),
            Program.ThreadStorage.NONE);
    Context context = new Context(program, 0, STACK_TOP, DATA, arguments);
    context.until = 1_000_000;
    return context;
  }

  /// Runs threads together once.
  void run(Context... contexts) {
    run(Gate.CLOSED, contexts);
  }

  /// Runs threads together once, with a gate.
  void run(Gate gate, Context... contexts) {
    space.clear();
    for (Context context : contexts) {
      space.place(context);
    }
    space.run(gate);
  }
}

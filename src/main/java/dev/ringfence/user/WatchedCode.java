package dev.ringfence.user;

import dev.ringfence.c.AccessOrder;
import dev.ringfence.c.AtomicFunction;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import java.util.Set;

/// A program's code in which the interpreter stops before each instruction that reads or writes
/// memory, and what those instructions do.
final class WatchedCode {
  /// Those of the library's files.
  private static final Set<String> OWN =
      Set.of(
          "<stdlib/heap.c>",
          "<pthread.c>",
          "<pthread_end.c>",
          "<threads.c>",
          "<mqueue.c>",
          "<time/timer.c>");

  final Program program;

  /// The code with [Op#STOP] in the place of accesses.
  final long[] words;

  WatchedCode(Program program) {
    this.program = program;
    words = program.code().clone();
    for (int i = 0; i < words.length; i++) {
      if (isAccess(Op.op(words[i])) && !isOwn(program, program.lines()[i])) {
        words[i] = Op.word(Op.STOP, 0, 0, 0);
      }
    }
  }

  /// Whether the library there keeps accounts of its own: of what is free on the heap, and of
  /// threads, keys and timers.
  private static boolean isOwn(Program program, int line) {
    return program.inLibrary(line) && OWN.contains(program.files().get(line >>> 20).name());
  }

  private static boolean isAccess(int op) {
    return op >= Op.LD8S && op <= Op.ZERO || op == Op.LDF32 || op == Op.STF32 || op == Op.ATOMIC;
  }

  /// Whether the thread stands before an access.
  boolean stops(Context c) {
    return Op.op(words[c.pc]) == Op.STOP;
  }

  /// Notes the access that an instruction has made.
  ///
  /// @param pc the instruction
  /// @param to what its register `d` held, and `from` what register `a` held
  /// @param time before it
  void note(AccessLog log, Context c, int pc, long to, long from, long time) {
    long word = program.code()[pc];
    int op = Op.op(word);
    int place = place(c, pc);
    switch (op) {
      case Op.COPY -> {
        int both = program.orders()[pc];
        log.add(c, from, Op.b(word), bits(AccessOrder.read(both)), place, time);
        int written = bits(AccessOrder.written(both));
        log.add(c, to, Op.b(word), written | AccessLog.WRITES, place, time);
      }
      case Op.ZERO -> log.add(c, to, Op.b(word), AccessLog.WRITES, place, time);
      case Op.ATOMIC -> {
        int how = AccessLog.ATOMIC | AccessLog.WRITES | AccessLog.EXCHANGES;
        boolean orders = AtomicFunction.order(Op.b(word)) == AccessOrder.SEQUENTIAL;
        int size = AtomicFunction.size(Op.b(word));
        log.add(c, from, size, orders ? how | AccessLog.ORDERS : how, place, time);
      }
      default -> log.add(c, from + Op.b(word), size(op), how(op, pc), place, time);
    }
  }

  private int how(int op, int pc) {
    boolean writes = op >= Op.ST8 && op <= Op.ST64 || op == Op.STF32;
    int order = bits(AccessOrder.of(program.orders()[pc]));
    return writes ? order | AccessLog.WRITES : order;
  }

  private static int bits(AccessOrder order) {
    return switch (order) {
      case PLAIN -> 0;
      case RELAXED -> AccessLog.ATOMIC;
      case SEQUENTIAL -> AccessLog.ATOMIC | AccessLog.ORDERS;
    };
  }

  private static int size(int op) {
    return switch (op) {
      case Op.LD8S, Op.LD8U, Op.ST8 -> 1;
      case Op.LD16S, Op.LD16U, Op.ST16 -> 2;
      case Op.LD32S, Op.LD32U, Op.ST32, Op.LDF32, Op.STF32 -> 4;
      default -> 8;
    };
  }

  private int place(Context c, int pc) {
    int line = program.lines()[pc];
    return line != 0 && !program.inLibrary(line) ? line : c.userLine();
  }
}

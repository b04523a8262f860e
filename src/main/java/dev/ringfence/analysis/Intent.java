package dev.ringfence.analysis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.user.Context;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Which acts a program can still come to: the calls that are reachable in its call graph.
///
/// An indirect call may reach every function whose address is taken, and so may a new thread;
/// running another program may reach whatever any program does. A handler is any of those
/// functions, and a non-local jump may lead anywhere. So nothing that can happen is left out.
final class Intent {
  /// Beside the acts: that control can come back to the caller.
  private static final long RETURNS = 1L << 63;

  /// Beside the acts: that they have been found.
  private static final long KNOWN = 1L << 62;

  /// Beside the acts: that calls are among them of which it is not known what comes of them.
  private static final long UNFORESEEN = 1L << 61;

  private static final long BESIDE = RETURNS | KNOWN | UNFORESEEN;

  /// What the paths begin with by which descriptors of other processes can be opened (`proc(5)`).
  /// What a whole string names that tells of the machine is no such beginning.
  private static final Pattern PATHS =
      Pattern.compile("/proc(?!/(?:meminfo|uptime|loadavg)\\x00)|/dev/fd|/dev/std");

  private final Program program;
  private final IntFunction<Call> calls;
  private final LongSupplier allPrograms;

  /// Whether it can open descriptors of others: it has such a path, or the beginning of one.
  private final boolean namesDescriptors;

  private final long[] functions;
  private final long[] fromInstruction;
  private long whole;
  private long addressTaken;

  /// @param calls the kernel's calls by number
  /// @param allPrograms the acts of all programs that could be run
  Intent(Program program, IntFunction<Call> calls, LongSupplier allPrograms) {
    this.program = program;
    this.calls = calls;
    this.allPrograms = allPrograms;
    namesDescriptors = namesOne(program.rodata()) || namesOne(program.data());
    functions = new long[program.functions().size()];
    fromInstruction = new long[program.code().length];
    boolean changed = true;
    while (changed) {
      changed = false;
      whole = union(_ -> true);
      addressTaken = union(Function::addressTaken);
      for (Function function : program.functions()) {
        long reached = walk(function.entry());
        changed |= reached != functions[function.number()];
        functions[function.number()] = reached;
      }
    }
  }

  private static boolean namesOne(byte[] text) {
    return PATHS.matcher(new String(text, ISO_8859_1)).find();
  }

  private long union(Predicate<Function> which) {
    long acts = 0;
    for (Function function : program.functions()) {
      if (which.test(function)) {
        acts |= functions[function.number()];
      }
    }
    return acts & ~BESIDE;
  }

  /// The acts of the whole program, wherever it is. What [Act#EXEC] adds is not among them.
  long whole() {
    return whole;
  }

  /// The acts that a thread can still come to, from where it is and through all its callers.
  ///
  /// @param handlers whether the handler of a signal may interrupt it
  long from(Context context, boolean handlers) {
    long acts = reached(context.pc()) | (handlers ? addressTaken : 0);
    int depth = context.depth();
    for (int level = 0; level < depth && (acts & RETURNS) != 0; level++) {
      acts = acts & ~RETURNS | reached(context.returnPc(level));
    }
    return complete(acts & ~BESIDE);
  }

  /// With what another program may do, if one can be run.
  long complete(long acts) {
    return (acts & Act.EXEC.bit()) == 0 ? acts : acts | allPrograms.getAsLong();
  }

  /// The acts of a call, as the program makes it.
  long acts(Call call) {
    boolean takes = namesDescriptors && (call.acts() & Act.OPEN.bit()) != 0;
    return call.acts() | (takes ? Act.TAKE.bit() : 0);
  }

  /// The acts of a function.
  long of(Function function) {
    return functions[function.number()] & ~BESIDE;
  }

  /// Whether control can come back from a function.
  boolean returns(Function function) {
    return (functions[function.number()] & RETURNS) != 0;
  }

  /// Whether a function may make calls of which it is not known what comes of them.
  boolean isUnforeseen(Function function) {
    return (functions[function.number()] & UNFORESEEN) != 0;
  }

  /// What a thread can still come to, step by step.
  Step outlook(Context context) {
    return new Outlook(program, this, calls).from(context);
  }

  private long reached(int instruction) {
    long known = fromInstruction[instruction];
    if (known == 0) {
      known = walk(instruction) | KNOWN;
      fromInstruction[instruction] = known;
    }
    return known & ~KNOWN;
  }

  /// Follows control inside one function.
  private long walk(int start) {
    long acts = 0;
    BitSet seen = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    open.push(start);
    while (!open.isEmpty()) {
      int at = open.pop();
      if (seen.get(at)) {
        continue;
      }
      seen.set(at);
      long word = program.code()[at];
      int op = Op.op(word);
      long here = step(op, Op.b(word));
      acts |= here & ~RETURNS;
      if (op == Op.RET) {
        acts |= RETURNS;
      } else if (op == Op.JR) {
        Function function = program.functions().get(Op.b(word));
        for (int to = function.entry(); to < function.end(); to++) {
          open.push(to);
        }
      } else {
        if (Op.isBranch(op)) {
          open.push(Op.b(word));
        }
        if (op != Op.JMP && op != Op.TRAP && (here & RETURNS) != 0) {
          open.push(at + 1);
        }
      }
    }
    return acts;
  }

  /// What one instruction does, and whether control goes on behind it.
  private long step(int op, int operand) {
    if (op == Op.CALL) {
      return functions[operand];
    }
    if (op == Op.CALLR) {
      return addressTaken | RETURNS | UNFORESEEN;
    }
    if (op == Op.SYSCALL) {
      Call call = calls.apply(operand);
      long acts = acts(call) | (call.isLast() ? 0 : RETURNS);
      acts |= call.isForeseeable() ? 0 : UNFORESEEN;
      boolean enters = (acts & (Act.SPAWN.bit() | Act.CATCH.bit())) != 0;
      return enters ? acts | addressTaken : acts;
    }
    if (op == Op.LONGJMP) {
      return whole | RETURNS | UNFORESEEN;
    }
    return RETURNS;
  }
}

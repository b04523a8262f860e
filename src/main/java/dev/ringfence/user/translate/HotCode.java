package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.user.Body;
import dev.ringfence.user.Context;
import dev.ringfence.user.Timing;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/// A program's bodies, and how often control has come to where there is none yet.
///
/// A body begins where the interpreter has often gone by a jump, a call or a return: mostly at the
/// entries of functions, at heads of loops, and where hot calls return to.
public final class HotCode {
  /// How often the interpreter must have gone to an instruction.
  public static final int HOT = 500;

  /// How many times as hot an instruction must be in a function that has a body already.
  private static final int PATIENCE = 16;

  /// How many ways to one instruction are told apart.
  private static final int MOST_CHAINS = 16;

  public final Program program;
  final ControlFlow flow;
  final Inlining inlining;
  private final @Nullable Body[] bodies;
  private final @Nullable Chain[] chains;

  /// The number of the function that begins at an instruction, plus 1; 0 where none does.
  private final int[] entered;

  private final @Nullable LiveRegisters[] live;

  /// Functions by number that have hardly been called, as the body that is being made sees it.
  private final Map<Integer, Boolean> cold = new HashMap<>();

  private final int hot;
  private final int[] untilHot;
  private final BitSet late = new BitSet();
  private final BitSet leftOut = new BitSet();
  private volatile boolean begun;

  public HotCode(Program program, Timing timing, int hot) {
    this.program = program;
    this.flow = new ControlFlow(program, timing);
    this.inlining = new Inlining(flow);
    this.live = new LiveRegisters[program.functions().size()];
    this.hot = hot;
    bodies = new Body[program.code().length];
    chains = new Chain[program.code().length];
    untilHot = new int[program.code().length];
    Arrays.fill(untilHot, hot);
    entered = new int[program.code().length];
    program.functions().forEach(function -> entered[function.entry()] = function.number() + 1);
  }

  /// The blocks of a function that the body to be made has, of those that can be reached from one
  /// of them: not those that call what has hardly been called so far.
  ///
  /// @param most the most instructions, with those of functions that the blocks take in
  NavigableSet<Integer> blocks(Function function, int start, int most) {
    return flow.reach(function, start, most, flow::successors, this::isCold, inlining::taking);
  }

  /// As those of the function that the body takes in where an instruction calls it.
  NavigableSet<Integer> taken(int call, Function function, int start) {
    return flow.reach(
        function, start, Integer.MAX_VALUE, inlining.successors(call), this::isCold, _ -> 0);
  }

  private boolean isCold(int instruction) {
    return Op.op(program.code()[instruction]) == Op.CALL
        && cold.computeIfAbsent(Op.b(program.code()[instruction]), this::isHardlyCalled);
  }

  private boolean isHardlyCalled(int function) {
    int left = untilHot[program.functions().get(function).entry()];
    return left <= hot && hot - left < seldom();
  }

  private int seldom() {
    return hot / PATIENCE;
  }

  /// The number of the function that begins at an instruction, or -1.
  public int functionEntered(int instruction) {
    return entered[instruction] - 1;
  }

  /// Which registers of a function may still be read where.
  LiveRegisters live(Function function) {
    LiveRegisters known = live[function.number()];
    if (known == null) {
      known = new LiveRegisters(program, function);
      live[function.number()] = known;
    }
    return known;
  }

  /// From now on there are bodies.
  public void begin() {
    if (!begun) {
      begun = true;
    }
  }

  /// Notes that control has come here. Whether to look for a body: always where there is one, and
  /// once in a while elsewhere.
  ///
  /// That once in a while is from the start, so that HotSpot does not find it impossible and
  /// compile the interpreter again when there are bodies.
  public boolean visit(int instruction) {
    return --untilHot[instruction] <= 0;
  }

  /// The body that begins here already, or null.
  public @Nullable Body known(int instruction) {
    return bodies[instruction];
  }

  /// The cycles of the rest of a block, from an instruction on.
  public long cyclesFrom(int instruction) {
    return flow.cyclesFrom(instruction);
  }

  /// The instructions of the rest of a block, from one of them on.
  public int instructionsFrom(int instruction) {
    return flow.instructionsFrom(instruction);
  }

  /// The body with which a thread goes on, which may be made now, or null.
  public @Nullable Body body(Context c) {
    int instruction = c.pc();
    Body known = bodies[instruction];
    for (Chain chain = chains[instruction]; chain != null; chain = chain.next) {
      if (chain.isOpen(c)) {
        known = chain.body;
      }
    }
    if (known == null) {
      return consider(c);
    }
    untilHot[instruction] = 0;
    return known;
  }

  private synchronized @Nullable Body consider(Context c) {
    int instruction = c.pc();
    List<Integer> calls = inlining.open(c);
    if (calls.isEmpty()) {
      untilHot[instruction] = begun ? hot * PATIENCE : hot - seldom();
      if (begun) {
        make(instruction);
      }
      return bodies[instruction];
    }
    int before = Op.op(program.code()[instruction - 1]);
    if (begun && (before == Op.SYSCALL || before == Op.CALL || before == Op.CALLR)) {
      return consider(instruction, calls);
    }
    untilHot[instruction] = hot - seldom();
    return null;
  }

  /// The body that begins at an instruction to which these calls have come, which may be made now.
  private @Nullable Body consider(int instruction, List<Integer> calls) {
    Chain chain = chain(instruction, calls);
    if (chain == null) {
      return null;
    }
    if (--chain.untilHot <= 0) {
      chain.untilHot = Integer.MAX_VALUE;
      chain.body = translate(new Start(instruction, calls));
    }
    return chain.body;
  }

  /// Null if too many are known.
  private @Nullable Chain chain(int instruction, List<Integer> calls) {
    int count = 0;
    for (Chain chain = chains[instruction]; chain != null; chain = chain.next) {
      if (chain.calls.equals(calls)) {
        return chain;
      }
      count++;
    }
    if (count == MOST_CHAINS) {
      return null;
    }
    Chain added = new Chain(program, calls, chains[instruction], count == 0 ? 1 : hot);
    chains[instruction] = added;
    return added;
  }

  /// Makes a body here; or, in a function that is called again and again, first one of the whole
  /// function, which then will be used instead.
  private void make(int instruction) {
    int entry = program.functionAt(instruction).entry();
    boolean often = hot - untilHot[entry] >= seldom();
    if (instruction != entry && often && !late.get(instruction)) {
      late.set(instruction);
      translate(entry);
    } else {
      translate(instruction);
    }
  }

  private void translate(int instruction) {
    if (bodies[instruction] == null && flow.isLeader(instruction) && !isLeftOut(instruction)) {
      bodies[instruction] = translate(new Start(instruction, List.of()));
      untilHot[instruction] = bodies[instruction] == null ? Integer.MAX_VALUE : 0;
    }
  }

  private @Nullable Body translate(Start start) {
    cold.clear();
    return new Translator(this, start).translate();
  }

  /// Whether a body is not worth while here for the first time: it is where the interpreter comes
  /// often, since bodies were made when the call had hardly been made.
  private boolean isLeftOut(int instruction) {
    boolean first = taken(instruction) && !leftOut.get(instruction);
    leftOut.set(instruction);
    return first;
  }

  /// Whether hot code comes here only in bodies that take the called function in.
  private boolean taken(int instruction) {
    Function function = program.functionAt(instruction);
    return instruction == function.entry()
        ? inlining.takes(function) && !function.addressTaken()
        : inlining.taken(instruction - 1) != null;
  }
}

package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Program;
import dev.ringfence.user.Body;
import dev.ringfence.user.Timing;
import java.util.Arrays;
import java.util.BitSet;
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

  public final Program program;
  final ControlFlow flow;
  final Inlining inlining;
  private final @Nullable Body[] bodies;

  /// The number of the function that begins at an instruction, plus 1; 0 where none does.
  private final int[] entered;

  private final @Nullable LiveRegisters[] live;
  private final int hot;
  private final int[] untilHot;
  private final BitSet late = new BitSet();
  private volatile boolean begun;

  public HotCode(Program program, Timing timing, int hot) {
    this.program = program;
    this.flow = new ControlFlow(program, timing);
    this.inlining = new Inlining(flow);
    this.live = new LiveRegisters[program.functions().size()];
    this.hot = hot;
    bodies = new Body[program.code().length];
    untilHot = new int[program.code().length];
    Arrays.fill(untilHot, hot);
    entered = new int[program.code().length];
    program.functions().forEach(function -> entered[function.entry()] = function.number() + 1);
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
    begun = true;
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

  /// The body that begins here, which may be made now, or null.
  public @Nullable Body body(int instruction) {
    Body known = bodies[instruction];
    if (known == null) {
      return consider(instruction);
    }
    untilHot[instruction] = 0;
    return known;
  }

  private synchronized @Nullable Body consider(int instruction) {
    untilHot[instruction] = begun ? hot * PATIENCE : hot;
    if (begun) {
      make(instruction);
    }
    return bodies[instruction];
  }

  /// Makes a body here; or, in a function that is called again and again, first one of the whole
  /// function, which then will be used instead.
  private void make(int instruction) {
    int entry = program.functionAt(instruction).entry();
    boolean often = hot - untilHot[entry] >= hot / PATIENCE;
    if (instruction != entry && often && !late.get(instruction)) {
      late.set(instruction);
      translate(entry);
    } else {
      translate(instruction);
    }
  }

  private void translate(int instruction) {
    if (bodies[instruction] == null && flow.isLeader(instruction) && !taken(instruction)) {
      bodies[instruction] = new Translator(this, instruction).translate();
      untilHot[instruction] = bodies[instruction] == null ? Integer.MAX_VALUE : 0;
    }
  }

  /// Whether hot code comes here only in bodies that take the called function in.
  private boolean taken(int instruction) {
    Function function = program.functionAt(instruction);
    return instruction == function.entry()
        ? inlining.takes(function) && !function.addressTaken()
        : inlining.taken(instruction - 1) != null;
  }
}

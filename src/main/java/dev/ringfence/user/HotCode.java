package dev.ringfence.user;

import dev.ringfence.c.Function;
import dev.ringfence.c.Program;
import org.jspecify.annotations.Nullable;

/// A program's bodies, and how often control has come to where there is none yet.
///
/// A body begins where the interpreter has often gone by a jump, a call or a return: mostly at the
/// entries of functions, at heads of loops, and where hot calls return to.
final class HotCode {
  /// How often the interpreter must have gone to an instruction.
  static final int HOT = 500;

  final Program program;
  final ControlFlow flow;
  final Inlining inlining;
  final @Nullable Body[] bodies;

  private final @Nullable LiveRegisters[] live;
  private final int hot;
  private final int[] visits;

  HotCode(Program program, Timing timing, int hot) {
    this.program = program;
    this.flow = new ControlFlow(program, timing);
    this.inlining = new Inlining(flow);
    this.live = new LiveRegisters[program.functions().size()];
    this.hot = hot;
    bodies = new Body[program.code().length];
    visits = new int[program.code().length];
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

  /// Notes that control has come here. Whether there is a body now.
  boolean visit(int instruction) {
    if (bodies[instruction] != null) {
      return true;
    }
    int visited = ++visits[instruction];
    return visited == hot && translate(instruction);
  }

  private synchronized boolean translate(int instruction) {
    if (bodies[instruction] == null && flow.isLeader(instruction)) {
      bodies[instruction] = new Translator(this, instruction).translate();
    }
    return bodies[instruction] != null;
  }
}

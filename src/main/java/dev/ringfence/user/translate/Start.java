package dev.ringfence.user.translate;

import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import java.util.List;

/// Where a body begins: at an instruction, in a function that these calls have come to, the
/// outermost one first, which bodies take in.
record Start(int instruction, List<Integer> calls) {

  /// Where the outermost function goes on: at the body's first instruction, or behind a call.
  int outermost() {
    return calls.isEmpty() ? instruction : calls.getFirst() + 1;
  }

  /// How far above the outermost window the innermost one begins.
  int distance(Program program) {
    return calls.stream().mapToInt(call -> Op.d(program.code()[call])).sum();
  }
}

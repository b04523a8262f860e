package dev.ringfence.c.gen;

import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The instructions of one function while they are made: branch targets count from its start, and
/// what only the linker knows is noted as a fix-up.
final class Code {
  /// An instruction whose immediate is to become a symbol's address or function number.
  record Fixup(int at, Symbol symbol, long offset) {}

  /// A place to branch to.
  static final class Label {
    private int target = -1;
    private final List<Integer> uses = new ArrayList<>(2);

    /// The instruction, from the function's start.
    int target() {
      return target;
    }
  }

  long[] words = new long[64];
  int[] lines = new int[64];

  /// The [dev.ringfence.c.AccessOrder] of each, by its number.
  byte[] orders = new byte[64];
  int size;
  int registers = Op.FIRST_PARAMETER;

  /// How many registers the caller fills.
  int parameters;

  int frame;

  /// The greatest alignment of an object in the frame.
  int alignment = 1;
  final List<Fixup> fixups = new ArrayList<>();

  /// What [Op#LDC] loads, by positions that the linker moves.
  final List<Long> constants = new ArrayList<>();

  int emit(int op, int d, int a, int b, int line) {
    if (size == words.length) {
      words = Arrays.copyOf(words, size * 2);
      lines = Arrays.copyOf(lines, size * 2);
      orders = Arrays.copyOf(orders, size * 2);
    }
    words[size] = Op.word(op, d, a, b);
    lines[size] = line;
    return size++;
  }

  void branch(int op, int d, int a, Label to, int line) {
    int at = emit(op, d, a, to.target, line);
    if (to.target < 0) {
      to.uses.add(at);
    }
  }

  void bind(Label label) {
    label.target = size;
    for (int use : label.uses) {
      words[use] = Op.word(Op.op(words[use]), Op.d(words[use]), Op.a(words[use]), size);
    }
  }

  /// The position of a constant that [Op#LDC] is to load.
  int constant(long value) {
    int at = constants.indexOf(value);
    if (at < 0) {
      at = constants.size();
      constants.add(value);
    }
    return at;
  }

  void fix(int at, Symbol symbol, long offset) {
    fixups.add(new Fixup(at, symbol, offset));
  }

  /// Bytes in the frame, aligned to 8 at least.
  int reserve(long bytes, int align) {
    int to = Math.max(8, align);
    frame = (frame + to - 1) / to * to;
    int at = frame;
    frame = Math.toIntExact(Math.addExact(frame, bytes));
    return at;
  }
}

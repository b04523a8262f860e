package dev.ringfence.c.gen;

import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Symbol;
import java.util.function.Predicate;

/// Puts a call of the library's check before each instruction that reads or writes memory, except
/// in the function's own frame.
///
/// @param check the function: it is given the address, the size, and how (`bits/sanitizer.h`)
/// @param exempt functions that are left as they are: what the check itself needs
public record Instrumentation(Symbol check, Predicate<Symbol> exempt) {
  private static final int WRITE = 1;
  private static final int LIBRARY = 2;
  private static final int ARGUMENTS = 3;

  /// The code of a function with the calls in it.
  Code of(Symbol function, Code code, boolean library) {
    return exempt.test(function) ? code : new Pass(check, code, library ? LIBRARY : 0).run();
  }

  private static final class Pass {
    private final Symbol check;
    private final Code from;
    private final Code to = new Code();
    private final int how;
    private final int window;
    private final int[] begins;
    private final int[] moved;

    Pass(Symbol check, Code from, int how) {
      this.check = check;
      this.from = from;
      this.how = how;
      window = from.registers;
      begins = new int[from.size + 1];
      moved = new int[from.size];
    }

    Code run() {
      for (int i = 0; i < from.size; i++) {
        begins[i] = to.size;
        checks(from.words[i], from.lines[i]);
        moved[i] = to.size;
        long word = from.words[i];
        to.emit(Op.op(word), Op.d(word), Op.a(word), Op.b(word), from.lines[i]);
        to.orders[to.size - 1] = from.orders[i];
      }
      begins[from.size] = to.size;
      for (int at : moved) {
        long word = to.words[at];
        if (Op.op(word) >= Op.JMP && Op.op(word) <= Op.JLEU) {
          to.words[at] = Op.word(Op.op(word), Op.d(word), Op.a(word), begins[Op.b(word)]);
        }
      }
      from.fixups.forEach(f -> to.fix(moved[f.at()], f.symbol(), f.offset()));
      to.constants.addAll(from.constants);
      to.frame = from.frame;
      to.parameters = from.parameters;
      to.registers = window + Op.FIRST_PARAMETER + ARGUMENTS;
      return to;
    }

    private void checks(long word, int line) {
      int size = Op.b(word);
      switch (Op.op(word)) {
        case Op.LD8S, Op.LD8U -> access(Op.a(word), Op.b(word), 1, 0, line);
        case Op.LD16S, Op.LD16U -> access(Op.a(word), Op.b(word), 2, 0, line);
        case Op.LD32S, Op.LD32U, Op.LDF32 -> access(Op.a(word), Op.b(word), 4, 0, line);
        case Op.LD64 -> access(Op.a(word), Op.b(word), 8, 0, line);
        case Op.ST8 -> access(Op.a(word), Op.b(word), 1, WRITE, line);
        case Op.ST16 -> access(Op.a(word), Op.b(word), 2, WRITE, line);
        case Op.ST32, Op.STF32 -> access(Op.a(word), Op.b(word), 4, WRITE, line);
        case Op.ST64 -> access(Op.a(word), Op.b(word), 8, WRITE, line);
        case Op.COPY -> {
          access(Op.a(word), 0, size, 0, line);
          access(Op.d(word), 0, size, WRITE, line);
        }
        case Op.ZERO -> access(Op.d(word), 0, size, WRITE, line);
        default -> {}
      }
    }

    private void access(int base, int offset, int size, int write, int line) {
      if (base == 0) {
        return;
      }
      int first = window + Op.FIRST_PARAMETER;
      to.emit(Op.ADDI, first, base, offset, line);
      to.emit(Op.LI, first + 1, 0, size, line);
      to.emit(Op.LI, first + 2, 0, write | how, line);
      to.fix(to.emit(Op.CALL, window, ARGUMENTS, 0, line), check, 0);
    }
  }
}

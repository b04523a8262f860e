package dev.ringfence.c.gen;

import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Symbol;
import java.util.Comparator;
import java.util.List;

/// Makes the code where a process begins, `_start`: it prepares the library, registers the
/// destructors, runs the constructors, calls `main` and then `exit`.
public final class Startup {
  private static final int WINDOW = 10;
  private static final int ARGUMENT = WINDOW + Op.FIRST_PARAMETER;

  private final Symbol prepare;
  private final Symbol main;
  private final Symbol exit;
  private final Symbol atexit;
  private final List<Symbol> marked;
  private final Code code = new Code();

  /// @param prepare makes the library ready, with the arguments of the program
  /// @param marked the constructors and destructors, in the order of the text
  public Startup(Symbol prepare, Symbol main, Symbol exit, Symbol atexit, List<Symbol> marked) {
    this.prepare = prepare;
    this.main = main;
    this.exit = exit;
    this.atexit = atexit;
    this.marked = marked;
  }

  Code code() {
    code.parameters = 3;
    code.registers = 20;
    callWithArguments(prepare);
    marked.stream()
        .filter(f -> f.destructor >= 0)
        .sorted(Comparator.comparingInt(f -> f.destructor))
        .forEach(
            f -> {
              f.addressTaken = true;
              code.fix(code.emit(Op.LI, ARGUMENT, 0, 0, 0), f, 0);
              code.fix(code.emit(Op.CALL, WINDOW, 1, 0, 0), atexit, 0);
            });
    marked.stream()
        .filter(f -> f.constructor >= 0)
        .sorted(Comparator.comparingInt(f -> f.constructor))
        .forEach(this::callWithArguments);
    callWithArguments(main);
    code.emit(Op.MOV, ARGUMENT, WINDOW, 0, 0);
    code.fix(code.emit(Op.CALL, WINDOW, 1, 0, 0), exit, 0);
    code.emit(Op.TRAP, 0, 0, 0, 0);
    return code;
  }

  private void callWithArguments(Symbol function) {
    for (int i = 0; i < 3; i++) {
      code.emit(Op.MOV, ARGUMENT + i, Op.FIRST_PARAMETER + i, 0, 0);
    }
    code.fix(code.emit(Op.CALL, WINDOW, 3, 0, 0), function, 0);
  }
}

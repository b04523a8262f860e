package dev.ringfence.c.gen;

import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Binary;
import dev.ringfence.c.ast.Expression.Conditional;
import dev.ringfence.c.ast.Expression.Logical;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Type;

/// Generates branches on the truth of expressions, and the expressions that need them.
final class Conditions {
  private final Generator generator;
  private final Emitter out;

  Conditions(Generator generator, Emitter out) {
    this.generator = generator;
    this.out = out;
  }

  void truth(Logical l, int target) {
    Code.Label no = new Code.Label();
    Code.Label end = new Code.Label();
    branch(l, false, no);
    out.emit(Op.LI, target, 0, 1);
    out.jump(end);
    out.code.bind(no);
    out.emit(Op.LI, target, 0, 0);
    out.code.bind(end);
  }

  void conditional(Conditional c, int target) {
    Code.Label no = new Code.Label();
    Code.Label end = new Code.Label();
    branch(c.test(), false, no);
    generator.into(c.yes(), target);
    out.jump(end);
    out.code.bind(no);
    generator.into(c.no(), target);
    out.code.bind(end);
  }

  /// Branches when the test has the given truth.
  void branch(Expression test, boolean when, Code.Label to) {
    int before = out.next;
    out.at(test.at());
    switch (test) {
      case Number n -> {
        if (n.value() != 0 == when) {
          out.jump(to);
        }
      }
      case Logical l when l.and() == when -> {
        Code.Label skip = new Code.Label();
        branch(l.left(), !when, skip);
        branch(l.right(), when, to);
        out.code.bind(skip);
      }
      case Logical l -> {
        branch(l.left(), when, to);
        branch(l.right(), when, to);
      }
      case Binary b when isComparison(b) -> compare(b, when, to);
      default -> out.branch(when ? Op.JNZ : Op.JZ, 0, generator.value(test), to);
    }
    out.next = before;
  }

  private static boolean isComparison(Binary b) {
    return switch (b.operator()) {
      case "==", "!=", "<", "<=" -> true;
      default -> false;
    };
  }

  private void compare(Binary b, boolean when, Code.Label to) {
    boolean equality = b.operator().equals("==") || b.operator().equals("!=");
    boolean immediate = b.right() instanceof Number n && Emitter.fits(n.value());
    if (equality && b.right() instanceof Number n && n.value() == 0) {
      int left = generator.value(b.left());
      out.branch(b.operator().equals("==") == when ? Op.JZ : Op.JNZ, 0, left, to);
      return;
    }
    Type type = b.left().type();
    boolean unsigned = type.size == 8 && type.unsigned;
    // Of floating operands neither "less" nor "not less" may hold, so that no branch stands for
    // both.
    if (immediate && !unsigned || type.isFloating()) {
      out.branch(when ? Op.JNZ : Op.JZ, 0, generator.value(b), to);
      return;
    }
    int left = generator.value(b.left());
    int right = generator.value(b.right());
    out.at(b.at());
    if (equality) {
      out.branch(b.operator().equals("==") == when ? Op.JEQ : Op.JNE, left, right, to);
      return;
    }
    boolean less = b.operator().equals("<") == when;
    int op = unsigned ? less ? Op.JLTU : Op.JLEU : less ? Op.JLT : Op.JLE;
    out.branch(op, when ? left : right, when ? right : left, to);
  }
}

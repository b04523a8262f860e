package dev.ringfence.c.ast;

import dev.ringfence.c.lex.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement.
public sealed interface Statement {
  record Evaluate(Expression expression) implements Statement {}

  record Block(List<Statement> statements) implements Statement {}

  record If(Expression test, Statement yes, @Nullable Statement no) implements Statement {}

  /// `while` and `for`.
  record Loop(@Nullable Expression test, @Nullable Expression step, Statement body)
      implements Statement {}

  record DoWhile(Statement body, Expression test) implements Statement {}

  record Switch(Expression value, Statement body, List<Case> cases) implements Statement {}

  /// A label of a switch: the values `from` to `to`, or the default.
  record Case(long from, long to, boolean isDefault, Token at) implements Statement {}

  record Break() implements Statement {}

  record Continue() implements Statement {}

  record Return(@Nullable Expression value, Token at) implements Statement {}

  record Goto(String label, Token at) implements Statement {}

  /// gcc's `goto *p`.
  record GotoAddress(Expression address, Token at) implements Statement {}

  record Label(String name) implements Statement {}

  /// Gives back what was allocated on the stack since the local got the address of its end.
  record Release(Local end) implements Statement {}

  /// From here on, whoever leaves the block around does this before: gives back what the block has
  /// allocated on the stack, or calls the function of an attribute `cleanup`.
  record Cleanup(Statement action) implements Statement {}

  /// Fills a local variable with zeros.
  record Clear(Local local, Token at) implements Statement {}
}

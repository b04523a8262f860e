package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Parses inline assembly: what keeps gcc from moving code, and instructions without effect on a
/// machine that does not reorder. Everything else is refused.
final class Assembly {
  private static final Set<String> HARMLESS =
      Set.of("", "nop", "pause", "rep; nop", "rep nop", "mfence", "lfence", "sfence");

  private final Tokens tokens;
  private final Expressions expressions;
  private final Builder build;

  private record Operand(String constraint, Expression value) {}

  Assembly(Tokens tokens, Expressions expressions, Builder build) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.build = build;
  }

  /// A statement that begins with `asm`.
  Statement statement() {
    Token at = tokens.next();
    while (tokens.is("volatile") || tokens.is("inline")) {
      tokens.next();
    }
    tokens.expect("(");
    Token template = tokens.next();
    String text = template.bytes().strip().toLowerCase(Locale.ROOT).replaceAll(";$", "");
    if (template.kind() != Token.Kind.STRING || !HARMLESS.contains(text)) {
      throw tokens.unsupported(at, "this inline assembly is");
    }
    List<Operand> outputs = tokens.take(":") ? operands() : List.of();
    List<Operand> inputs = tokens.take(":") ? operands() : List.of();
    if (tokens.take(":")) {
      while (tokens.peek().kind() == Token.Kind.STRING) {
        tokens.next();
        tokens.take(",");
      }
    }
    tokens.expect(")");
    tokens.expect(";");
    return new Statement.Block(effects(outputs, inputs, at));
  }

  private List<Operand> operands() {
    List<Operand> operands = new ArrayList<>();
    while (!tokens.is(":") && !tokens.is(")")) {
      if (tokens.take("[")) {
        tokens.name();
        tokens.expect("]");
      }
      Token constraint = tokens.next();
      if (constraint.kind() != Token.Kind.STRING) {
        throw tokens.unsupported(constraint, "this inline assembly is");
      }
      tokens.expect("(");
      operands.add(new Operand(constraint.bytes(), expressions.expression()));
      tokens.expect(")");
      if (!tokens.take(",")) {
        break;
      }
    }
    return operands;
  }

  /// An input that shares the place of an output becomes its value.
  private List<Statement> effects(List<Operand> outputs, List<Operand> inputs, Token at) {
    List<Statement> code = new ArrayList<>();
    for (Operand input : inputs) {
      Expression e = build.value(input.value);
      if (input.constraint.matches("[0-9]")) {
        int which = input.constraint.charAt(0) - '0';
        if (which >= outputs.size()) {
          throw tokens.unsupported(at, "this inline assembly is");
        }
        e = build.assign(outputs.get(which).value, e, at);
      }
      code.add(new Statement.Evaluate(e));
    }
    return code;
  }
}

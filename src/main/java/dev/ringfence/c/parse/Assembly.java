package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses inline assembly: its operands become variables, and its instructions what [Instructions]
/// makes of them. What that does not know is refused.
final class Assembly {
  /// The registers that constraints name.
  private static final Map<String, String> REGISTERS =
      Map.of("a", "rax", "b", "rbx", "c", "rcx", "d", "rdx", "S", "rsi", "D", "rdi");

  private final Tokens tokens;
  private final Parser parser;
  private final Expressions expressions;
  private final Builder build;

  /// @param name its symbolic name, or the empty string
  private record Operand(String name, String constraint, Expression value) {
    boolean isMemory() {
      return constraint.matches("[=+&]*m")
          || constraint.contains("m") && value instanceof Expression.Load;
    }

    String letters() {
      return constraint.replaceAll("[=+&%]", "");
    }
  }

  Assembly(Tokens tokens, Parser parser, Expressions expressions, Builder build) {
    this.tokens = tokens;
    this.parser = parser;
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
    if (template.kind() != Token.Kind.STRING) {
      throw tokens.unsupported(at, "this inline assembly is");
    }
    List<Operand> operands = new ArrayList<>(tokens.take(":") ? operands() : List.of());
    int outputs = operands.size();
    operands.addAll(tokens.take(":") ? operands() : List.of());
    if (tokens.take(":")) {
      while (tokens.peek().kind() == Token.Kind.STRING) {
        tokens.next();
        tokens.take(",");
      }
    }
    tokens.expect(")");
    tokens.expect(";");
    try {
      String text = template.bytes().toLowerCase(Locale.ROOT);
      return new Statement.Block(effects(text, operands, outputs, at));
    } catch (Instructions.Unknown _) {
      throw tokens.unsupported(at, "this inline assembly is");
    }
  }

  private List<Operand> operands() {
    List<Operand> operands = new ArrayList<>();
    while (!tokens.is(":") && !tokens.is(")")) {
      String name = "";
      if (tokens.take("[")) {
        name = tokens.name().text().toLowerCase(Locale.ROOT);
        tokens.expect("]");
      }
      Token constraint = tokens.next();
      if (constraint.kind() != Token.Kind.STRING) {
        throw tokens.unsupported(constraint, "this inline assembly is");
      }
      tokens.expect("(");
      operands.add(new Operand(name, constraint.bytes(), expressions.expression()));
      tokens.expect(")");
      if (!tokens.take(",")) {
        break;
      }
    }
    return operands;
  }

  /// What goes into variables, the instructions, and what comes out of variables.
  private List<Statement> effects(String template, List<Operand> operands, int outputs, Token at) {
    List<Statement> code = new ArrayList<>();
    List<Statement> after = new ArrayList<>();
    Map<String, Expression> places = new HashMap<>();
    Map<String, Expression> registers = new HashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      Operand operand = operands.get(i);
      Expression shared = shared(operand, places, registers);
      Expression place = shared == null ? place(operand, i, outputs, code, after, at) : shared;
      if (shared != null) {
        Expression value = Builder.cast(build.value(operand.value), shared.type(), at);
        code.add(new Statement.Evaluate(build.assign(shared, value, at)));
      }
      places.put(Integer.toString(i), place);
      if (!operand.name.isEmpty()) {
        places.put(operand.name, place);
      }
      if (REGISTERS.containsKey(operand.letters())) {
        registers.put(REGISTERS.getOrDefault(operand.letters(), ""), place);
      }
    }
    code.addAll(
        new Instructions(parser.current, expressions, build, at, places, registers)
            .translate(template));
    code.addAll(after);
    return code;
  }

  /// The place of an output that an input shares, by its number or its register, or null.
  private @Nullable Expression shared(
      Operand operand, Map<String, Expression> places, Map<String, Expression> registers) {
    String letters = operand.letters();
    if (!letters.matches("\\d")) {
      return registers.get(REGISTERS.getOrDefault(letters, ""));
    }
    Expression place = places.get(letters);
    if (place == null) {
      throw new Instructions.Unknown();
    }
    return place;
  }

  private Expression place(
      Operand operand,
      int number,
      int outputs,
      List<Statement> code,
      List<Statement> after,
      Token at) {
    if (operand.isMemory()) {
      Type type = operand.value.type();
      Expression address = variable(Type.pointer(type), at);
      Expression value = build.address(operand.value);
      code.add(new Statement.Evaluate(build.assign(address, value, at)));
      return new Expression.Load(type, address, at);
    }
    Expression value = build.value(operand.value);
    if (value instanceof Expression.Number && !REGISTERS.containsKey(operand.letters())) {
      return value;
    }
    if (!value.type().fitsRegister()) {
      throw new Instructions.Unknown();
    }
    Expression place = variable(value.type(), at);
    boolean output = number < outputs;
    if (!output || operand.constraint.startsWith("+")) {
      code.add(new Statement.Evaluate(build.assign(place, value, at)));
    }
    if (output) {
      after.add(new Statement.Evaluate(build.assign(operand.value, place, at)));
    }
    return place;
  }

  private Expression variable(Type type, Token at) {
    return new Expression.Variable(type, parser.current.newLocal("", type), at);
  }
}

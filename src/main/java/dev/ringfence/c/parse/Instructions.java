package dev.ringfence.c.parse;

import dev.ringfence.c.AtomicFunction;
import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Call;
import dev.ringfence.c.ast.Expression.Intrinsic;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.Variable;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Translates the instructions of an `asm` statement, in the syntax of AT&T, to expressions on its
/// operands: what system programs write by hand, such as exchanges, counters with `lock`, searches
/// for bits. The registers that they name are variables.
final class Instructions {
  /// Thrown where there is an instruction or an operand that is not known.
  static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unknown() {
      super("unknown instruction", null, false, false);
    }
  }

  private static final Set<String> HARMLESS =
      Set.of("nop", "pause", "mfence", "lfence", "sfence", "cld");

  private static final Set<String> SIZED =
      Set.of(
          "mov", "xchg", "xadd", "cmpxchg", "add", "sub", "and", "or", "xor", "inc", "dec", "neg",
          "not", "shl", "sal", "shr", "sar", "imul", "bsf", "bsr", "bswap", "popcnt", "cmp", "test",
          "bt", "bts", "btr");

  private static final Map<String, String> OPERATORS =
      Map.of("add", "+", "sub", "-", "and", "&", "or", "|", "xor", "^", "inc", "+", "dec", "-");

  private final CurrentFunction current;
  private final Expressions expressions;
  private final Builder build;
  private final Token at;
  private final Map<String, Expression> operands;
  private final Map<String, Expression> registers;
  private final List<Statement> code = new ArrayList<>();
  private final Expression zero;
  private final Expression carry;
  private boolean locked;

  /// @param operands by number and by name
  /// @param registers the operands that lie in registers, by their 64-bit names
  Instructions(
      CurrentFunction current,
      Expressions expressions,
      Builder build,
      Token at,
      Map<String, Expression> operands,
      Map<String, Expression> registers) {
    this.current = current;
    this.expressions = expressions;
    this.build = build;
    this.at = at;
    this.operands = operands;
    this.registers = new HashMap<>(registers);
    zero = variable(Type.signedInt());
    carry = variable(Type.signedInt());
  }

  private Expression variable(Type type) {
    return new Variable(type, current.newLocal("", type), at);
  }

  /// @throws Unknown where it is not known what they do
  List<Statement> translate(String template) {
    for (String line : template.split("[;\n]")) {
      String rest = line.replaceAll("[#].*", "").strip();
      while (rest.startsWith("lock") || rest.startsWith("rep")) {
        locked |= rest.startsWith("lock");
        rest = rest.replaceFirst("^(lock|rep)", "").strip();
      }
      if (!rest.isEmpty() && !HARMLESS.contains(rest)) {
        String[] words = rest.split("\\s+", 2);
        instruction(words[0], words.length == 1 ? List.of() : split(words[1]));
        locked = false;
      }
    }
    return code;
  }

  private static List<String> split(String operands) {
    return List.of(operands.split("\\s*,\\s*(?![^(]*\\))"));
  }

  private void instruction(String word, List<String> texts) {
    switch (word) {
      case "rdtsc" -> timeStamp();
      case "syscall" -> systemCall();
      case "sete", "setz" -> set(texts, zero, "!=");
      case "setne", "setnz" -> set(texts, zero, "==");
      case "setc", "setb" -> set(texts, carry, "!=");
      case "setnc", "setae" -> set(texts, carry, "==");
      default -> sized(word, texts);
    }
  }

  private void sized(String word, List<String> texts) {
    String stem = SIZED.contains(word) ? word : word.substring(0, word.length() - 1);
    int suffix = "bwlq".indexOf(word.charAt(word.length() - 1));
    boolean known = SIZED.contains(stem) && (stem.equals(word) || suffix >= 0);
    if (!known || texts.isEmpty() || texts.size() > 2) {
      throw new Unknown();
    }
    List<Expression> given = texts.stream().map(this::operand).toList();
    Expression to = given.getLast();
    int size = stem.equals(word) ? width(given) : 1 << suffix;
    if (!Set.of(1, 2, 4, 8).contains(size)) {
      throw new Unknown();
    }
    Type type = Types.current().ofSize(size, true);
    Expression from = Builder.cast(given.getFirst(), type, at);
    Expression old = Builder.cast(to, type, at);
    switch (stem) {
      case "mov" -> put(to, from);
      case "xchg" -> exchange(given.getFirst(), to, type);
      case "xadd" -> {
        Expression before = keep(fetch(AtomicFunction.ADD, to, from, type), type);
        put(given.getFirst(), before);
      }
      case "cmpxchg" -> compareAndExchange(from, to, type);
      case "add", "sub", "and", "or", "xor" -> change(stem, to, from, type);
      case "inc", "dec" -> change(stem, to, Builder.number(type, 1, at), type);
      case "neg" -> result(to, build.unary("-", old, at), type);
      case "not" -> put(to, build.unary("~", old, at));
      case "shl", "sal" -> result(to, build.binary("<<", old, from, at), type);
      case "shr" -> result(to, build.binary(">>", old, from, at), type);
      case "sar" -> {
        Expression signed = Builder.cast(old, Types.current().ofSize((int) type.size, false), at);
        result(to, build.binary(">>", signed, from, at), type);
      }
      case "imul" -> put(to, build.binary("*", old, from, at));
      case "bsf" -> search("ctz", to, from, type);
      case "bsr" -> search("clz", to, from, type);
      case "popcnt" -> put(to, bits("popcount", from));
      case "bswap" -> put(to, bits(type.size == 8 ? "bswap64" : "bswap32", old));
      case "cmp" -> compare(build.binary("==", old, from, at), build.binary("<", old, from, at));
      case "test" -> compare(isZero(build.binary("&", old, from, at)), null);
      default -> bit(stem, to, from, type);
    }
  }

  private int width(List<Expression> given) {
    for (Expression e : given.reversed()) {
      if (!(e instanceof Expression.Number)) {
        return (int) e.type().size;
      }
    }
    throw new Unknown();
  }

  // Operands

  private Expression operand(String text) {
    if (text.startsWith("$")) {
      try {
        return Builder.number(Type.LLONG, Long.decode(text.substring(1)), at);
      } catch (NumberFormatException _) {
        throw new Unknown();
      }
    }
    if (text.matches("\\(.+\\)")) {
      Expression address = operand(text.substring(1, text.length() - 1));
      boolean pointer = address.type().is(Type.Kind.POINTER);
      Type to = pointer ? address.type().base() : Type.signedLong();
      return new Load(to, Builder.cast(address, Type.pointer(to), at), at);
    }
    if (text.startsWith("%%")) {
      return register(text.substring(2));
    }
    String name = text.replaceFirst("^%[bwkqc]?(\\d+|\\[\\w+])$", "$1").replaceAll("[\\[\\]]", "");
    Expression found = operands.get(name);
    if (found == null) {
      throw new Unknown();
    }
    return found;
  }

  private Expression register(String name) {
    String stem = name.replaceFirst("^[re](..)$", "$1").replaceFirst("^([abcd])[lx]$", "$1x");
    if (!stem.matches("[abcd]x|si|di|8|9|1[0-5]") && !name.matches("r(8|9|1[0-5])d?")) {
      throw new Unknown();
    }
    String whole = name.matches("r\\d+d?") ? name.replace("d", "") : "r" + stem;
    return registers.computeIfAbsent(whole, _ -> variable(Type.ULLONG));
  }

  // Effects

  private void put(Expression to, Expression value) {
    code.add(new Statement.Evaluate(build.assign(to, Builder.cast(value, to.type(), at), at)));
  }

  private Expression keep(Expression value, Type type) {
    Expression kept = variable(type);
    put(kept, value);
    return kept;
  }

  private Expression isZero(Expression e) {
    return build.binary("==", e, Builder.number(Type.signedInt(), 0, at), at);
  }

  private void result(Expression to, Expression value, Type type) {
    Expression kept = keep(value, type);
    put(zero, isZero(kept));
    put(to, kept);
  }

  private void compare(Expression equal, @Nullable Expression below) {
    if (below != null) {
      put(carry, below);
    }
    put(zero, equal);
  }

  private void set(List<String> texts, Expression flag, String comparison) {
    if (texts.size() != 1) {
      throw new Unknown();
    }
    Expression none = Builder.number(Type.signedInt(), 0, at);
    put(operand(texts.getFirst()), build.binary(comparison, flag, none, at));
  }

  /// An atomic step on an operand in memory; on a register, or without `lock`, a plain one.
  private Expression fetch(AtomicFunction function, Expression to, Expression by, Type type) {
    if (to instanceof Load load && (locked || function == AtomicFunction.EXCHANGE)) {
      int operand = function.operand((int) type.size, true);
      return new Intrinsic(type, Op.ATOMIC, operand, List.of(load.address(), by, by), at);
    }
    Expression before = keep(to, type);
    boolean exchanges = function == AtomicFunction.EXCHANGE;
    put(to, exchanges ? by : build.binary("+", before, by, at));
    return before;
  }

  private void exchange(Expression one, Expression other, Type type) {
    boolean first = one instanceof Load;
    Expression memory = first ? one : other;
    Expression register = first ? other : one;
    Expression given = keep(register, type);
    put(register, keep(fetch(AtomicFunction.EXCHANGE, memory, given, type), type));
  }

  private void change(String word, Expression to, Expression by, Type type) {
    AtomicFunction function =
        switch (word) {
          case "add", "inc" -> AtomicFunction.ADD;
          case "sub", "dec" -> AtomicFunction.SUB;
          case "and" -> AtomicFunction.AND;
          case "or" -> AtomicFunction.OR;
          default -> AtomicFunction.XOR;
        };
    String operator = OPERATORS.getOrDefault(word, "+");
    if (locked && to instanceof Load) {
      Expression before = keep(fetch(function, to, by, type), type);
      put(zero, isZero(Builder.cast(build.binary(operator, before, by, at), type, at)));
    } else {
      Expression before = keep(to, type);
      Expression amount = keep(by, type);
      result(to, build.binary(operator, before, amount, at), type);
      if (word.equals("sub") || word.equals("add")) {
        Expression after = Builder.cast(build.binary(operator, before, amount, at), type, at);
        Expression smaller = word.equals("sub") ? before : after;
        put(carry, build.binary("<", smaller, word.equals("sub") ? amount : before, at));
      }
    }
  }

  private void compareAndExchange(Expression from, Expression to, Type type) {
    Expression accumulator = register("rax");
    Expression wanted = keep(accumulator, type);
    Expression found;
    if (to instanceof Load load) {
      int operand = AtomicFunction.COMPARE_EXCHANGE.operand((int) type.size, true);
      found =
          keep(
              new Intrinsic(type, Op.ATOMIC, operand, List.of(load.address(), wanted, from), at),
              type);
    } else {
      found = keep(to, type);
      put(to, expressions.choose(build.binary("==", found, wanted, at), from, found, at));
    }
    put(zero, build.binary("==", found, wanted, at));
    put(accumulator, found);
  }

  private Expression bits(String what, Expression e) {
    return call("__asm_" + what, Type.ULLONG, Builder.cast(e, Type.ULLONG, at));
  }

  private void search(String builtin, Expression to, Expression from, Type type) {
    Expression value = keep(from, type);
    Expression wide = Builder.cast(value, Type.ULLONG, at);
    Type result = Type.signedInt();
    Expression found = call("__asm_" + builtin, result, wide);
    put(zero, isZero(value));
    put(to, expressions.choose(isZero(value), Builder.cast(to, result, at), found, at));
  }

  private void bit(String word, Expression to, Expression from, Type type) {
    Expression one = Builder.number(type, 1, at);
    Expression number = build.binary("&", from, Builder.number(type, 8 * type.size - 1, at), at);
    Expression mask = keep(build.binary("<<", one, number, at), type);
    Expression before;
    if (word.equals("bt")) {
      before = keep(to, type);
    } else {
      Expression by = word.equals("bts") ? mask : build.unary("~", mask, at);
      AtomicFunction function = word.equals("bts") ? AtomicFunction.OR : AtomicFunction.AND;
      if (to instanceof Load) {
        locked = true;
        before = keep(fetch(function, to, Builder.cast(by, type, at), type), type);
      } else {
        before = keep(to, type);
        put(to, build.binary(word.equals("bts") ? "|" : "&", before, by, at));
      }
    }
    Expression none = Builder.number(type, 0, at);
    put(carry, build.binary("!=", build.binary("&", before, mask, at), none, at));
  }

  // What the library does

  private Expression call(String name, Type result, Expression... arguments) {
    Type type = Type.function(result);
    for (Expression argument : arguments) {
      type.parameters.add(argument.type());
    }
    Symbol function = new Symbol(name, type, at);
    Expression callee = new Expression.Address(Type.pointer(type), function, 0, at);
    return new Call(result, callee, List.of(arguments), arguments.length, null, at);
  }

  private void timeStamp() {
    Expression now = keep(call("__asm_time_stamp", Type.ULLONG), Type.ULLONG);
    put(register("rax"), Builder.cast(now, Types.current().ofSize(4, true), at));
    Expression half = Builder.number(Type.signedInt(), 32, at);
    put(register("rdx"), build.binary(">>", now, half, at));
  }

  private void systemCall() {
    Expression[] arguments = new Expression[7];
    String[] names = {"rax", "rdi", "rsi", "rdx", "r10", "r8", "r9"};
    for (int i = 0; i < names.length; i++) {
      arguments[i] = Builder.cast(register(names[i]), Type.LLONG, at);
    }
    put(register("rax"), call("__asm_system_call", Type.LLONG, arguments));
  }
}

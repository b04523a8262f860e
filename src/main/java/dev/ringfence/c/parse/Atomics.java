package dev.ringfence.c.parse;

import dev.ringfence.c.AccessOrder;
import dev.ringfence.c.AtomicFunction;
import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Comma;
import dev.ringfence.c.ast.Expression.Intrinsic;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.lex.Token;
import dev.ringfence.c.parse.Builtins.Once;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Parses calls of gcc's `__atomic_` and `__sync_` functions. All are sequentially consistent: the
/// machine executes one instruction at a time, so the orders that they name ask for no more.
final class Atomics {
  private static final Set<String> FETCHING = Set.of("add", "sub", "and", "or", "xor", "nand");

  private static final Set<String> NAMES =
      Set.of(
          "__atomic_load_n",
          "__atomic_load",
          "__atomic_store_n",
          "__atomic_store",
          "__atomic_exchange_n",
          "__atomic_exchange",
          "__atomic_compare_exchange_n",
          "__atomic_compare_exchange",
          "__atomic_test_and_set",
          "__atomic_clear",
          "__atomic_thread_fence",
          "__atomic_signal_fence",
          "__atomic_always_lock_free",
          "__atomic_is_lock_free",
          "__sync_bool_compare_and_swap",
          "__sync_val_compare_and_swap",
          "__sync_lock_test_and_set",
          "__sync_lock_release",
          "__sync_synchronize");

  private final Tokens tokens;
  private final Parser parser;
  private final Expressions expressions;
  private final Builder build;
  private final ObjectBits bits;

  Atomics(Tokens tokens, Parser parser, Expressions expressions, Builder build) {
    this.tokens = tokens;
    this.parser = parser;
    this.expressions = expressions;
    this.build = build;
    bits = new ObjectBits(parser);
  }

  static boolean knows(String name) {
    return NAMES.contains(name) || !fetched(name).isEmpty();
  }

  /// The operation of a function that fetches and changes, or an empty text.
  private static String fetched(String name) {
    boolean atomic = name.startsWith("__atomic_");
    if (!atomic && !name.startsWith("__sync_")) {
      return "";
    }
    String word = name.substring(atomic ? 9 : 7);
    if (word.startsWith("fetch_and_")) {
      word = atomic ? "" : word.substring(10);
    } else if (word.startsWith("fetch_")) {
      word = atomic ? word.substring(6) : "";
    } else if (word.endsWith("_and_fetch")) {
      word = atomic ? "" : word.substring(0, word.length() - 10);
    } else if (word.endsWith("_fetch")) {
      word = atomic ? word.substring(0, word.length() - 6) : "";
    } else {
      word = "";
    }
    return FETCHING.contains(word) ? word : "";
  }

  /// Parses the arguments and makes the value.
  Expression call(Token name) {
    tokens.expect("(");
    List<Expression> a = new ArrayList<>();
    while (!tokens.is(")")) {
      a.add(build.value(expressions.assignment()));
      if (!tokens.take(",")) {
        break;
      }
    }
    tokens.expect(")");
    if (a.size() < least(name.text())) {
      tokens.diagnostics.error(name.place(), "too few arguments", "for " + name.text());
      return Builder.number(Type.signedInt(), 0, name);
    }
    return made(name, a);
  }

  private static int least(String name) {
    if (!fetched(name).isEmpty()) {
      return 2;
    }
    return switch (name) {
      case "__sync_synchronize" -> 0;
      case "__atomic_thread_fence", "__atomic_signal_fence", "__sync_lock_release" -> 1;
      case "__atomic_test_and_set", "__atomic_clear", "__atomic_always_lock_free" -> 1;
      case "__atomic_is_lock_free", "__atomic_load_n" -> 1;
      case "__atomic_load", "__atomic_store_n", "__atomic_store", "__atomic_exchange_n" -> 2;
      case "__sync_lock_test_and_set" -> 2;
      default -> 3;
    };
  }

  private Expression made(Token at, List<Expression> a) {
    String name = at.text();
    String fetched = fetched(name);
    if (!fetched.isEmpty()) {
      return fetch(at, AtomicFunction.valueOf(fetched.toUpperCase(Locale.ROOT)), fetched, a);
    }
    return switch (name) {
      case "__atomic_thread_fence", "__atomic_signal_fence", "__sync_synchronize" -> fence(a, at);
      case "__atomic_always_lock_free", "__atomic_is_lock_free" -> Builder.number(Type.BOOL, 1, at);
      case "__atomic_load_n" -> new Load(object(a.getFirst(), at), a.getFirst(), order(a, 1), at);
      case "__atomic_load" -> {
        Expression value = new Load(object(a.getFirst(), at), a.getFirst(), order(a, 2), at);
        yield store(a.get(1), value, AccessOrder.PLAIN, at);
      }
      case "__atomic_store_n" -> store(a.getFirst(), a.get(1), order(a, 2), at);
      case "__atomic_store" ->
          store(a.getFirst(), new Load(object(a.get(1), at), a.get(1), at), order(a, 2), at);
      case "__atomic_exchange_n", "__sync_lock_test_and_set" ->
          changed(
              AtomicFunction.EXCHANGE,
              object(a.getFirst(), at),
              a.getFirst(),
              a.get(1),
              order(a, 2),
              at);
      case "__atomic_exchange" -> {
        Type type = object(a.getFirst(), at);
        Expression value = new Load(type, a.get(1), at);
        Expression old =
            changed(AtomicFunction.EXCHANGE, type, a.getFirst(), value, order(a, 3), at);
        yield store(a.get(2), old, AccessOrder.PLAIN, at);
      }
      case "__atomic_test_and_set" -> {
        Expression one = Builder.number(Type.UCHAR, 1, at);
        Expression flag = Builder.cast(a.getFirst(), Type.pointer(Type.UCHAR), at);
        Expression old = changed(AtomicFunction.EXCHANGE, Type.UCHAR, flag, one, order(a, 1), at);
        yield Builder.cast(old, Type.BOOL, at);
      }
      case "__atomic_clear" ->
          store(
              Builder.cast(a.getFirst(), Type.pointer(Type.UCHAR), at),
              Builder.number(Type.UCHAR, 0, at),
              order(a, 1),
              at);
      case "__sync_lock_release" ->
          store(a.getFirst(), Builder.number(Type.signedInt(), 0, at), AccessOrder.SEQUENTIAL, at);
      default -> exchange(at, a);
    };
  }

  private static Expression fence(List<Expression> orders, Token at) {
    Expression nothing =
        orders.isEmpty() ? Builder.number(Type.signedInt(), 0, at) : orders.getFirst();
    return new Expression.Cast(Type.VOID, nothing, at);
  }

  /// What the pointer points to, without qualifiers.
  private Type object(Expression pointer, Token at) {
    Type type = pointer.type().is(Kind.POINTER) ? pointer.type().base() : Type.VOID;
    type = type.plain == null ? type : type.plain;
    if (!type.isAggregate() && !type.fitsRegister()) {
      tokens.diagnostics.error(
          at.place(), "no pointer to what can be changed atomically", "found " + pointer.type());
      throw new Tokens.SyntaxError();
    }
    return type.unqualified();
  }

  /// The integer type that an instruction takes an object's type for.
  private Type changeable(Type type, Token at) {
    Type integer = ObjectBits.representing(type);
    if (!integer.fitsRegister() || integer.size > Long.BYTES) {
      throw tokens.unsupported(at, "an atomic change of an object of this size is");
    }
    return integer;
  }

  /// The order that an argument names, or the strongest if there is none or it is no constant.
  private static AccessOrder order(List<Expression> arguments, int index) {
    boolean relaxed =
        index < arguments.size()
            && arguments.get(index) instanceof Expression.Number number
            && number.value() == 0;
    return relaxed ? AccessOrder.RELAXED : AccessOrder.SEQUENTIAL;
  }

  private Expression store(Expression pointer, Expression value, AccessOrder order, Token at) {
    Expression target = new Load(object(pointer, at), pointer, order, at);
    return new Expression.Cast(Type.VOID, build.assign(target, value, at), at);
  }

  /// The old value of the object, which the function changes.
  Expression changed(
      AtomicFunction function,
      Type type,
      Expression pointer,
      Expression value,
      AccessOrder order,
      Token at) {
    Expression operand =
        type.is(Kind.POINTER) && function != AtomicFunction.EXCHANGE
            ? Builder.cast(value, Type.signedLong(), at)
            : build.assigned(value, type, at, "an argument");
    List<Expression> operands = List.of(pointer, bits.of(operand, at));
    return bits.as(type, atomic(function, changeable(type, at), operands, order, at), at);
  }

  private static Expression atomic(
      AtomicFunction function, Type type, List<Expression> operands, AccessOrder order, Token at) {
    int operand = function.operand((int) type.size, type.unsigned);
    int said = order == AccessOrder.RELAXED ? AtomicFunction.relaxed(operand) : operand;
    return new Intrinsic(type, Op.ATOMIC, said, operands, at);
  }

  /// A compound assignment to an `_Atomic` object, in one step (C11 section 6.5.16.2).
  Expression update(
      Expression target, Type type, String operator, Expression given, boolean post, Token at) {
    Expression amount = build.value(given);
    if (!type.fitsRegister() || !amount.type().fitsRegister()) {
      throw tokens.unsupported(at, "this operation on an _Atomic object is");
    }
    Type pointer = Type.pointer(type);
    Once place = parser.current.once(Builder.cast(build.address(target), pointer, at), at);
    if (type.is(Kind.POINTER)) {
      amount = build.scaled(amount, type.base(), at);
    }
    AtomicFunction function =
        switch (amount.type().isInteger() && isCounted(type) ? operator : "") {
          case "+" -> AtomicFunction.ADD;
          case "-" -> AtomicFunction.SUB;
          case "&" -> AtomicFunction.AND;
          case "|" -> AtomicFunction.OR;
          case "^" -> AtomicFunction.XOR;
          default -> AtomicFunction.COMPARE_EXCHANGE;
        };
    Once operand = parser.current.once(amount, at);
    if (function == AtomicFunction.COMPARE_EXCHANGE) {
      Expression loop = retried(type, place.value(), operator, operand.value(), post, at);
      return place.before(operand.before(loop));
    }
    Expression old =
        changed(function, type, place.value(), operand.value(), AccessOrder.SEQUENTIAL, at);
    Expression result = post ? old : applied(operator, type, old, operand.value(), at);
    return place.before(operand.before(result));
  }

  /// Whether the machine itself can add to what has the type.
  private static boolean isCounted(Type type) {
    return !type.is(Kind.BOOL) && !type.isFloating();
  }

  private Expression applied(
      String operator, Type type, Expression old, Expression operand, Token at) {
    Type wide = type.is(Kind.POINTER) ? Type.signedLong() : type;
    Expression value = build.binary(operator, Builder.cast(old, wide, at), operand, at);
    return Builder.cast(value, type, at);
  }

  /// Computes a new value and tries to exchange it, until nobody has come between.
  private Expression retried(
      Type type, Expression place, String operator, Expression operand, boolean post, Token at) {
    Type integer = changeable(type, at);
    Once old = parser.current.once(new Load(integer, place, AccessOrder.SEQUENTIAL, at), at);
    Expression value = applied(operator, type, bits.as(type, old.value(), at), operand, at);
    Once made = parser.current.once(bits.of(value, at), at);
    List<Expression> operands = List.of(place, old.value(), made.value());
    Once seen =
        parser.current.once(
            atomic(AtomicFunction.COMPARE_EXCHANGE, integer, operands, AccessOrder.SEQUENTIAL, at),
            at);
    Expression differs = seen.before(build.binary("!=", seen.value(), old.value(), at));
    Expression again = build.assign(old.value(), seen.value(), at);
    Statement body =
        new Statement.Block(
            List.of(
                new Statement.Evaluate(made.before(made.value())),
                new Statement.If(differs, new Statement.Evaluate(again), new Statement.Break())));
    Statement loop =
        new Statement.Block(
            List.of(
                new Statement.Evaluate(old.before(old.value())),
                new Statement.Loop(null, null, body)));
    Expression result = bits.as(type, post ? old.value() : made.value(), at);
    return new Expression.Block(type, loop, result, at);
  }

  private Expression fetch(Token at, AtomicFunction function, String word, List<Expression> a) {
    Type type = object(a.getFirst(), at);
    if (type.isFloating()) {
      throw tokens.unsupported(at, "atomic arithmetic on floating-point numbers is");
    }
    boolean old = at.text().contains("fetch_");
    Once operand = parser.current.once(a.get(1), at);
    Expression before = changed(function, type, a.getFirst(), operand.value(), order(a, 2), at);
    if (old) {
      return operand.before(before);
    }
    Type wide = type.is(Kind.POINTER) ? Type.signedLong() : type;
    Expression plain = Builder.cast(before, wide, at);
    Expression value = Builder.cast(operand.value(), wide, at);
    Expression after =
        switch (word) {
          case "add" -> build.binary("+", plain, value, at);
          case "sub" -> build.binary("-", plain, value, at);
          case "or" -> build.binary("|", plain, value, at);
          case "xor" -> build.binary("^", plain, value, at);
          case "and" -> build.binary("&", plain, value, at);
          default -> build.unary("~", build.binary("&", plain, value, at), at);
        };
    return operand.before(Builder.cast(after, type, at));
  }

  private Expression exchange(Token at, List<Expression> a) {
    String name = at.text();
    Type type = object(a.getFirst(), at);
    Type integer = changeable(type, at);
    boolean sync = name.startsWith("__sync");
    boolean stored = name.equals("__atomic_compare_exchange");
    Once pointer = parser.current.once(a.get(1), at);
    Expression expected =
        sync
            ? bits.of(build.assigned(a.get(1), type, at, "an argument"), at)
            : new Load(integer, pointer.value(), at);
    Expression desired = stored ? new Load(object(a.get(2), at), a.get(2), at) : a.get(2);
    Expression value = bits.of(build.assigned(desired, type, at, "an argument"), at);
    Once wanted = parser.current.once(expected, at);
    List<Expression> operands = List.of(a.getFirst(), wanted.value(), value);
    Expression swap = atomic(AtomicFunction.COMPARE_EXCHANGE, integer, operands, order(a, 4), at);
    if (name.equals("__sync_val_compare_and_swap")) {
      return wanted.before(bits.as(type, swap, at));
    }
    Once old = parser.current.once(swap, at);
    Expression same =
        Builder.cast(build.binary("==", old.value(), wanted.value(), at), Type.BOOL, at);
    if (sync) {
      return wanted.before(old.before(same));
    }
    Expression update = build.assign(new Load(integer, pointer.value(), at), old.value(), at);
    Expression zero = Builder.number(Type.BOOL, 0, at);
    Expression one = Builder.number(Type.BOOL, 1, at);
    Expression failed = new Comma(Type.BOOL, update, zero, at);
    Expression result = new Expression.Conditional(Type.BOOL, same, one, failed, at);
    return pointer.before(wanted.before(old.before(result)));
  }
}

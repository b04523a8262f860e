package dev.ringfence.c.parse;

import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Comma;
import dev.ringfence.c.ast.Expression.Intrinsic;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.build.ComplexNumbers;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses calls of gcc's `__builtin_` functions, and those that the headers here are made of. One
/// that is also a library function without the prefix means that function. What is atomic is in
/// [Atomics].
final class Builtins {
  static final String PREFIX = "__builtin_";

  private static final Set<String> NAMES =
      Set.of(
          "exception",
          "trap",
          "unreachable",
          "expect",
          "alloca",
          "expect_with_probability",
          "va_start",
          "va_arg",
          "va_copy",
          "va_end",
          "offsetof",
          "complex",
          "constant_p",
          "types_compatible_p",
          "choose_expr",
          "prefetch",
          "assume_aligned",
          "frame_address",
          "object_size",
          "dynamic_object_size",
          "return_address",
          "extract_return_addr",
          "frob_return_addr",
          "classify_type",
          "shuffle",
          "convertvector",
          "alloca_with_align",
          "speculation_safe_value",
          "unwind_init",
          "cpu_init",
          "cpu_is",
          "cpu_supports",
          "LINE",
          "FILE",
          "FUNCTION");

  private final Tokens tokens;
  private final Parser parser;
  private final Expressions expressions;
  private final Postfix postfix;
  private final Builder build;
  private final BitBuiltins bits;
  private final RealBuiltins reals;

  Builtins(Tokens tokens, Parser parser, Expressions expressions, Postfix postfix, Builder build) {
    this.tokens = tokens;
    this.parser = parser;
    this.expressions = expressions;
    this.postfix = postfix;
    this.build = build;
    bits = new BitBuiltins(tokens, parser, expressions, build);
    reals = new RealBuiltins(tokens, parser, expressions, build);
  }

  /// Whether a call of the name means something here.
  static boolean knows(String name) {
    if (!name.startsWith(PREFIX)) {
      return Atomics.knows(name);
    }
    String word = name.substring(PREFIX.length());
    return NAMES.contains(word) || BitBuiltins.knows(word) || RealBuiltins.knows(word);
  }

  private Expression argument() {
    return build.value(expressions.assignment());
  }

  private Expression next() {
    tokens.expect(",");
    return argument();
  }

  private static Expression number(long value, Token at) {
    return Builder.number(Type.signedInt(), value, at);
  }

  /// Parses the arguments and makes the value.
  Expression call(Token name) {
    String word = name.text().substring(PREFIX.length());
    if (word.startsWith("__") && word.endsWith("_chk")) {
      return checked(word.substring(2, word.length() - 4), name);
    }
    if (!knows(name.text())) {
      Symbol function = parser.linkage.known(word, name);
      if (function != null) {
        return named(function, name);
      }
    }
    tokens.expect("(");
    Expression result = arguments(word, name);
    tokens.expect(")");
    return result;
  }

  private Expression arguments(String word, Token at) {
    if (BitBuiltins.knows(word)) {
      return bits.arguments(word, at);
    }
    if (RealBuiltins.knows(word)) {
      return reals.arguments(word, at);
    }
    return switch (word) {
      case "thread_pointer" -> new Intrinsic(Type.pointer(Type.CHAR), Op.TP, 0, List.of(), at);
      case "trap", "unreachable" -> new Intrinsic(Type.VOID, Op.TRAP, 0, List.of(), at);
      case "exception" -> {
        int number = (int) expressions.constant();
        yield new Intrinsic(Type.VOID, Op.EXCEPTION, number, List.of(), at);
      }
      case "compute" -> {
        Expression nanos = Builder.cast(argument(), Type.LLONG, at);
        yield new Intrinsic(Type.VOID, Op.COMPUTE, 0, List.of(nanos), at);
      }
      case "privileged" -> {
        int which = (int) expressions.constant();
        Expression operand = Builder.cast(next(), Type.LLONG, at);
        yield new Intrinsic(Type.LLONG, Op.PRIVILEGED, which, List.of(operand), at);
      }
      case "save_jump", "jump" -> jump(word, at);
      case "calls_resume", "calls_begin", "calls_count", "calls_trace" -> calls(word, at);
      case "complex" -> {
        Expression real = argument();
        yield ComplexNumbers.of(real, next(), at);
      }
      case "alloca" -> {
        Expression size = Builder.cast(argument(), Type.ULLONG, at);
        yield parser.current.memory(Type.pointer(Type.VOID), size, at);
      }
      case "expect", "expect_with_probability" -> {
        Expression e = build.assigned(argument(), Type.signedLong(), at, "an argument");
        next();
        if (word.endsWith("y")) {
          next();
        }
        yield e;
      }
      case "va_start" -> {
        Expression list = expressions.assignment();
        next();
        yield build.assign(list, parser.current.furtherArguments(at), at);
      }
      case "va_arg" -> variadicArgument(at);
      case "va_copy" -> {
        Expression to = expressions.assignment();
        yield build.assign(to, next(), at);
      }
      case "va_end" -> {
        expressions.assignment();
        yield voided(number(0, at), at);
      }
      case "offsetof" -> postfix.offsetOf(at);
      case "constant_p" -> {
        Expression e = argument();
        boolean literal = e instanceof Expression.Address a && a.symbol().readOnly;
        boolean constant = e instanceof Number || e instanceof Expression.Real || literal;
        yield number(constant ? 1 : 0, at);
      }
      case "types_compatible_p" -> {
        Type one = parser.typeName();
        tokens.expect(",");
        yield number(one.isSame(parser.typeName()) ? 1 : 0, at);
      }
      case "choose_expr" -> {
        boolean first = expressions.constant() != 0;
        tokens.expect(",");
        Expression yes = expressions.assignment();
        tokens.expect(",");
        Expression no = expressions.assignment();
        yield first ? yes : no;
      }
      case "prefetch", "assume_aligned" -> {
        Expression first = argument();
        while (tokens.is(",")) {
          next();
        }
        yield word.equals("prefetch")
            ? voided(first, at)
            : build.assigned(first, Type.pointer(Type.VOID), at, "an argument");
      }
      case "frame_address" -> {
        if (expressions.constant() != 0) {
          throw tokens.unsupported(at, "the frame of a caller is");
        }
        yield new Intrinsic(Type.pointer(Type.VOID), Op.ADDI, 0, List.of(), at);
      }
      case "object_size", "dynamic_object_size" -> {
        Expression object = argument();
        tokens.expect(",");
        long unknown = expressions.constant() < 2 ? -1 : 0;
        yield Builder.number(Type.sizeType(), behind(object, unknown), at);
      }
      case "return_address" ->
          expressions.constant() == 0
              ? parser.current.ownAddress(at)
              : Builder.number(Type.pointer(Type.VOID), 0, at);
      case "extract_return_addr", "frob_return_addr", "speculation_safe_value" -> argument();
      case "classify_type" -> number(typeClass(argument().type()), at);
      case "shuffle" -> {
        List<Expression> operands = new ArrayList<>(List.of(argument(), next()));
        if (tokens.is(",")) {
          operands.add(next());
        }
        yield expressions.vectors.shuffled(operands, at);
      }
      case "convertvector" -> {
        Expression e = argument();
        tokens.expect(",");
        yield expressions.vectors.converted(e, parser.typeName(), at);
      }
      case "alloca_with_align" -> {
        Expression size = Builder.cast(argument(), Type.ULLONG, at);
        next();
        yield parser.current.memory(Type.pointer(Type.VOID), size, at);
      }
      case "unwind_init", "cpu_init" -> voided(number(0, at), at);
      case "cpu_is", "cpu_supports" -> {
        argument();
        yield number(0, at);
      }
      case "LINE" -> number(at.place().line(), at);
      case "FILE" -> parser.current.literal(at.place().source().name(), at);
      case "FUNCTION" -> parser.current.literal(parser.current.functionName(at).bytes(), at);
      default -> throw tokens.unsupported(at, "'" + at.text() + "' is");
    };
  }

  private static Expression named(Symbol function, Token at) {
    Type pointer = Type.pointer(function.type);
    return new Load(function.type, new Expression.Address(pointer, function, 0, at), at);
  }

  /// The call of a function that has its arguments checked where glibc is asked to, without those
  /// that serve the check.
  private Expression checked(String word, Token name) {
    Symbol function = parser.linkage.known(word, name);
    if (function == null) {
      throw tokens.unsupported(name, "'" + name.text() + "' is");
    }
    tokens.expect("(");
    List<Token> places = new ArrayList<>();
    List<Expression> arguments = postfix.arguments(places);
    boolean prints = word.endsWith("printf");
    int format = word.endsWith("snprintf") ? 2 : word.endsWith("sprintf") ? 1 : 0;
    int from = !prints ? arguments.size() - 1 : word.endsWith("fprintf") ? 1 : format;
    int count = prints && format > 0 ? 2 : 1;
    if (from < 0 || from + count > arguments.size()) {
      tokens.diagnostics.error(name.place(), "too few arguments", "for " + name.text());
      return number(0, name);
    }
    arguments.subList(from, from + count).clear();
    places.subList(from, from + count).clear();
    Expression callee = named(function, name);
    return postfix.call(callee, build.value(callee), arguments, places, name);
  }

  /// How many bytes an object has from an address on.
  private static long behind(Expression address, long unknown) {
    return switch (address) {
      case Expression.Address a when a.symbol().type.size >= 0 ->
          Math.max(0, a.symbol().type.size - a.offset());
      case Expression.LocalAddress a -> Math.max(0, a.local().type.size - a.offset());
      default -> unknown;
    };
  }

  /// gcc's number for the class of a type.
  private static int typeClass(Type type) {
    return switch (type.kind) {
      case VOID -> 0;
      case BOOL, CHAR, SIGNED_CHAR, SHORT, INT, LONG, LONG_LONG, INT128 -> 1;
      case POINTER, ARRAY, FUNCTION -> 5;
      case FLOAT, DOUBLE, LONG_DOUBLE -> 8;
      case COMPLEX -> 9;
      case STRUCT, VECTOR -> 12;
      case UNION -> 13;
    };
  }

  private Expression jump(String word, Token at) {
    Expression buffer = Builder.cast(argument(), Type.LLONG, at);
    if (word.equals("save_jump")) {
      return new Intrinsic(Type.VOID, Op.SETJMP, 0, List.of(buffer), at);
    }
    Expression result = Builder.cast(next(), Type.LLONG, at);
    return new Intrinsic(Type.VOID, Op.LONGJMP, 0, List.of(buffer, result), at);
  }

  /// Switches between stacks of calls.
  private Expression calls(String word, Token at) {
    Expression image = Builder.cast(argument(), Type.LLONG, at);
    if (word.equals("calls_count")) {
      return new Intrinsic(Type.LLONG, Op.LONGJMP, Op.TO_COUNT, List.of(image), at);
    }
    Expression to = Builder.cast(next(), Type.LLONG, at);
    if (word.equals("calls_trace")) {
      return new Intrinsic(Type.LLONG, Op.LONGJMP, Op.TO_TRACE, List.of(image, to), at);
    }
    if (word.equals("calls_resume")) {
      return new Intrinsic(Type.VOID, Op.LONGJMP, Op.TO_RESUME, List.of(image, to), at);
    }
    Expression stack = Builder.cast(next(), Type.LLONG, at);
    return new Intrinsic(Type.VOID, Op.LONGJMP, Op.TO_BEGIN, List.of(image, to, stack), at);
  }

  private static Expression voided(Expression e, Token at) {
    return new Expression.Cast(Type.VOID, e, at);
  }

  /// Steps the list over the argument's slots, and loads what the list pointed at before.
  private Expression variadicArgument(Token at) {
    Expression list = expressions.assignment();
    tokens.expect(",");
    Type type = parser.typeName();
    long step = (Math.max(1, type.size) + 7) / 8 * 8;
    Expression stepped = build.update(list, "+", Builder.number(Type.LLONG, step, at), true, at);
    return new Load(type, Builder.cast(stepped, Type.pointer(type), at), at);
  }

  /// A value that is computed once and used several times.
  ///
  /// @param setting computes it, or null when it need not be
  record Once(@Nullable Expression setting, Expression value, Token at) {
    /// The expression, after the value has been computed.
    Expression before(Expression e) {
      return setting == null ? e : new Comma(e.type(), setting, e, at);
    }
  }
}

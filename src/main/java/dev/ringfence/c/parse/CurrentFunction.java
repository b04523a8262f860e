package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.LocalAddress;
import dev.ringfence.c.ast.Expression.Variable;
import dev.ringfence.c.ast.FunctionBody;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Member;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.build.Literals;
import dev.ringfence.c.build.NestedFunctions;
import dev.ringfence.c.build.Places;
import dev.ringfence.c.lex.Token;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The function that is being defined, if one is, and what expressions need of it: its variables,
/// new ones for what they compute, and its strings.
final class CurrentFunction {
  private final Tokens tokens;
  private final Builder build;
  private final Map<String, Symbol> strings = new HashMap<>();
  private @Nullable FunctionBody function;

  CurrentFunction(Tokens tokens, Builder build) {
    this.tokens = tokens;
    this.build = build;
  }

  /// Begins a function within the present one, or ends it and comes back to the one around.
  void set(@Nullable FunctionBody to) {
    function = to;
  }

  /// The function, or null outside of any.
  @Nullable FunctionBody get() {
    return function;
  }

  /// The object of a string literal. Equal ones are one object, as gcc has it.
  Symbol string(Token token) {
    String key = Literals.elementType(token).size + token.bytes();
    return strings.computeIfAbsent(key, _ -> Literals.object(token));
  }

  /// Memory on the stack, which is there until the function or block gives it back.
  Expression memory(Type pointer, Expression size, Token at) {
    if (function == null) {
      throw tokens.error("expected a constant expression");
    }
    function.allocates = true;
    return new Expression.Allocate(pointer, size, at);
  }

  /// A value that is used several times: computed before if it is not constant.
  Builtins.Once once(Expression e, Token at) {
    if (e instanceof Expression.Number || e instanceof Expression.Real || !e.type().isScalar()) {
      return new Builtins.Once(null, e, at);
    }
    Local local = newLocal("", e.type());
    Expression value = new Variable(e.type(), local, at);
    return new Builtins.Once(new Expression.Assign(e.type(), value, e, at), value, at);
  }

  /// A union with one member set.
  Expression madeUnion(Type type, Member member, Expression e, Token at) {
    Local local = newLocal("", type);
    Type pointer = Type.pointer(type);
    Expression target = Places.member(new LocalAddress(pointer, local, 0, at), member, at);
    Expression store = build.assign(target, e, at);
    Expression address = new LocalAddress(pointer, local, 0, at);
    return new Load(type, new Expression.Comma(pointer, store, address, at), at);
  }

  /// A string that the program does not have as a literal.
  Expression literal(String text, Token at) {
    Symbol symbol = string(Token.string(text, at));
    return new Load(symbol.type, new Address(Type.pointer(symbol.type), symbol, 0, at), at);
  }

  /// The address of the function that is being defined, which stands for one within it.
  Expression ownAddress(Token at) {
    if (function == null) {
      throw tokens.error("expected a constant expression");
    }
    return new Address(Type.pointer(Type.VOID), function.symbol, 0, at);
  }

  Token functionName(Token at) {
    String name = function == null ? "" : function.symbol.name;
    return Token.string(name, at);
  }

  Expression furtherArguments(Token at) {
    Local further = function == null ? null : function.further;
    if (further == null) {
      tokens.diagnostics.error(at.place(), "va_start outside a variadic function", "here");
      return Builder.number(Type.pointer(Type.CHAR), 0, at);
    }
    return new Variable(further.type, further, at);
  }

  /// What the function that is being defined returns.
  Type resultType() {
    if (function == null) {
      throw tokens.error("a statement outside a function");
    }
    return function.symbol.type.base();
  }

  Local newLocal(String name, Type type) {
    Local local = new Local(name, type);
    if (function == null) {
      throw tokens.error("expected a constant expression");
    }
    local.owner = function;
    function.locals.add(local);
    return local;
  }

  /// A variable of this function or of one around it.
  Expression variable(Local local, Token at) {
    return function == null
        ? new Variable(local.type, local, at)
        : NestedFunctions.variable(local, function, at);
  }

  /// The pointer to an array of variable length.
  Expression array(Local pointer, Token at) {
    if (pointer.owner != function) {
      throw tokens.unsupported(at, "an array of variable length of the function around is");
    }
    return new Variable(pointer.type, pointer, at);
  }

  Expression nestedPointer(Symbol nested, Token at) {
    if (function == null) {
      throw tokens.error("expected a constant expression");
    }
    return NestedFunctions.pointer(nested, function, at);
  }

  /// What a call passes to a nested function besides the arguments, or null.
  @Nullable Expression chain(Expression called, Token at) {
    FunctionBody around = called instanceof Address a ? a.symbol().around : null;
    return around == null || function == null
        ? null
        : NestedFunctions.environment(around, function, at);
  }

  /// The function that is being defined.
  FunctionBody function() {
    if (function == null) {
      throw tokens.error("a statement outside a function");
    }
    return function;
  }
}

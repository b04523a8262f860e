package dev.ringfence.c.parse;

import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses initialisers (C11 section 6.7.9): each becomes a list of values with their offsets.
final class Initialisers {
  private record Part(long offset, Type type, Expression value) {}

  private final Tokens tokens;
  private final Expressions expressions;
  private final Builder build;
  private List<Part> parts = new ArrayList<>();

  Initialisers(Tokens tokens, Expressions expressions, Builder build) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.build = build;
  }

  /// Reads the initialiser of an object with static storage into its bytes.
  void constant(Symbol symbol) {
    symbol.type = parse(symbol.type);
    byte[] bytes = new byte[(int) Math.max(0, symbol.type.size)];
    for (Part part : parts) {
      int at = (int) part.offset;
      switch (part.value) {
        case Number n -> put(bytes, at, (int) part.type.size, n.value());
        case Expression.Real r when part.type.is(Kind.FLOAT) ->
            put(bytes, at, 4, Float.floatToRawIntBits((float) r.value()));
        case Expression.Real r -> put(bytes, at, 8, Double.doubleToRawLongBits(r.value()));
        case Expression.Load l
            when l.address() instanceof Address a && part.type.is(Kind.ARRAY) -> {
          byte[] literal = a.symbol().bytes;
          if (literal != null) {
            System.arraycopy(literal, 0, bytes, at, literal.length);
          }
        }
        case Address a -> {
          a.symbol().addressTaken = true;
          symbol.relocations.add(new Symbol.Relocation(at, a.symbol(), a.offset()));
        }
        default ->
            tokens.diagnostics.error(
                part.value.at().place(), "the initialiser is not constant", "not constant");
      }
    }
    symbol.bytes = bytes;
  }

  private static void put(byte[] bytes, int at, int size, long value) {
    for (int i = 0; i < size && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }

  /// Reads the initialiser of a local variable.
  List<Statement> automatic(Local local, Token name) {
    boolean list = tokens.is("{");
    local.type = parse(local.type);
    List<Statement> code = new ArrayList<>();
    boolean whole = parts.size() == 1 && parts.getFirst().type.size == local.type.size;
    if (local.inMemory && (list || local.type.is(Kind.ARRAY)) && !whole) {
      code.add(new Statement.Clear(local, name));
    }
    for (Part part : parts) {
      Expression store = Parser.store(local, part.offset, part.type, part.value, name);
      code.add(new Statement.Evaluate(store));
    }
    return code;
  }

  /// Reads a compound literal's initialiser as one expression.
  Expression assignments(Local local, Token at) {
    local.type = parse(local.type);
    Expression all = Builder.number(Type.INT, 0, at);
    if (local.type.size > 0) {
      Type pointer = Type.pointer(local.type);
      Expression address = new Expression.LocalAddress(pointer, local, 0, at);
      all =
          new Expression.Intrinsic(Type.VOID, Op.ZERO, (int) local.type.size, List.of(address), at);
    }
    for (Part part : parts) {
      Expression store = Parser.store(local, part.offset, part.type, part.value, at);
      all = new Expression.Comma(Type.INT, all, store, at);
    }
    return all;
  }

  /// @return the type, completed if it was an array of unknown length
  private Type parse(Type type) {
    parts = new ArrayList<>();
    if (type.is(Kind.ARRAY) && !tokens.is("{") && !isString(type)) {
      throw tokens.error("expected '{'");
    }
    if (!type.is(Kind.ARRAY) && type.size < 0 || type.is(Kind.VOID) || type.is(Kind.FUNCTION)) {
      throw tokens.error("an initialiser for the incomplete type " + type);
    }
    long length = item(type, 0);
    Type complete = type.is(Kind.ARRAY) && type.size < 0 ? Type.array(type.base(), length) : type;
    for (Part part : parts) {
      if (part.offset < 0 || part.offset + part.type.size > complete.size) {
        Token at = part.value.at();
        tokens.diagnostics.error(at.place(), "an initialiser outside the object", "this one");
        throw new Tokens.SyntaxError();
      }
    }
    return complete;
  }

  private boolean isString(Type type) {
    Token token = tokens.is("{") ? tokens.peek(1) : tokens.peek();
    if (!type.is(Kind.ARRAY) || token.kind() != Token.Kind.STRING) {
      return false;
    }
    Type element = Expressions.elementType(token);
    Type base = type.base();
    return element.isCharacter() ? base.isCharacter() : base.matches(element);
  }

  /// Reads one object's initialiser.
  ///
  /// @return for an array how many elements it has
  private long item(Type type, long offset) {
    tokens.deeper();
    long length = itemProper(type, offset);
    tokens.shallower();
    return length;
  }

  private long itemProper(Type type, long offset) {
    if (isString(type)) {
      boolean braced = tokens.take("{");
      long length = characters(tokens.next(), type, offset);
      if (braced) {
        tokens.take(",");
        tokens.expect("}");
      }
      return length;
    }
    if (tokens.is("{")) {
      tokens.next();
      long length = 1;
      if (type.isScalar()) {
        item(type, offset);
      } else {
        length = list(type, offset, null, true);
      }
      tokens.take(",");
      tokens.expect("}");
      return length;
    }
    Token at = tokens.peek();
    Expression e = build.value(expressions.assignment());
    return value(e, type, offset, at);
  }

  private long value(Expression e, Type type, long offset, Token at) {
    if (type.isScalar() || type.isAggregate() && e.type() == type) {
      Expression converted = build.assigned(e, type, at, "an initialiser");
      parts.add(new Part(offset, type, converted));
      return 1;
    }
    return list(type, offset, e, false);
  }

  private long characters(Token token, Type type, long offset) {
    byte[] bytes = Expressions.bytes(token);
    long size = type.size < 0 ? bytes.length : type.size;
    long length = size / type.base().size;
    Symbol literal = new Symbol("", Type.array(type.base(), length), token);
    literal.bytes = Arrays.copyOf(bytes, (int) size);
    literal.defined = true;
    literal.readOnly = true;
    Expression address = new Address(Type.pointer(literal.type), literal, 0, token);
    parts.add(new Part(offset, literal.type, new Expression.Load(literal.type, address, token)));
    return length;
  }

  /// Reads the members or elements of an aggregate.
  ///
  /// @param first the value of the first scalar in it, when that has been read already
  /// @param braced whether it has braces of its own; if not, it takes only what it needs
  /// @return how many elements an array has
  private long list(Type type, long base, @Nullable Expression first, boolean braced) {
    long index = 0;
    long most = 0;
    boolean array = type.is(Kind.ARRAY);
    long limit =
        array
            ? type.size < 0 ? Long.MAX_VALUE : type.size / Math.max(1, type.base().size)
            : type.is(Kind.UNION) ? Math.min(1, type.members.size()) : type.members.size();
    Expression pending = first;
    while (pending != null || !tokens.is("}")) {
      Type element = null;
      long offset = base;
      if (pending == null && braced && (tokens.is("[") || tokens.is("."))) {
        Token at = tokens.peek();
        Type inner = type;
        boolean outermost = true;
        while (tokens.is("[") || tokens.is(".")) {
          if (tokens.take("[") && inner.is(Kind.ARRAY)) {
            long i = expressions.constant();
            tokens.expect("]");
            index = outermost ? i : index;
            inner = inner.base();
            offset += i * inner.size;
          } else {
            tokens.take(".");
            Token name = tokens.name();
            Type.Member member = inner.isAggregate() ? inner.member(name.text()) : null;
            if (member == null) {
              tokens.diagnostics.error(name.place(), "no such member", "not in " + inner);
              throw new Tokens.SyntaxError();
            }
            if (outermost) {
              index = position(inner, member);
            }
            inner = member.type();
            offset += member.offset();
          }
          outermost = false;
        }
        tokens.expect("=");
        element = inner;
        if (index < 0 || array && index >= limit) {
          tokens.diagnostics.error(at.place(), "outside the array", "here");
          index = 0;
        }
      } else if (index < limit) {
        element = array ? type.base() : type.members.get((int) index).type();
        offset = base + (array ? index * type.base().size : type.members.get((int) index).offset());
      }
      if (element == null) {
        if (!braced) {
          return most;
        }
        tokens.diagnostics.error(tokens.peek().place(), "too many initialisers", "this one");
        throw new Tokens.SyntaxError();
      }
      if (pending != null) {
        value(pending, element, offset, pending.at());
        pending = null;
      } else {
        item(element, offset);
      }
      index++;
      most = Math.max(most, index);
      if (!braced && index >= limit || !tokens.is(",") || tokens.peek(1).is("}")) {
        return most;
      }
      if (!braced && (tokens.peek(1).is("[") || tokens.peek(1).is("."))) {
        return most;
      }
      tokens.next();
    }
    return most;
  }

  private static long position(Type type, Type.Member member) {
    for (int i = 0; i < type.members.size(); i++) {
      Type.Member candidate = type.members.get(i);
      long end = candidate.offset() + Math.max(1, candidate.type().size);
      if (member.offset() >= candidate.offset() && member.offset() < end) {
        return type.is(Kind.UNION) ? 0 : i;
      }
    }
    return 0;
  }
}

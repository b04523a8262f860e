package dev.ringfence.c.parse;

import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Member;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.build.InitialPart;
import dev.ringfence.c.build.InitialiserStores;
import dev.ringfence.c.build.Literals;
import dev.ringfence.c.build.StaticData;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses initialisers (C11 section 6.7.9): each becomes a list of values with their places.
final class Initialisers {
  /// An object with more initialised bytes is taken for a mistake.
  private static final long MOST_BYTES = 64L << 20;

  /// A designator beyond this is taken for a mistake.
  private static final long MOST_ELEMENTS = 1 << 26;

  private final Tokens tokens;
  private final Expressions expressions;
  private final Builder build;
  private List<InitialPart> parts = new ArrayList<>();

  Initialisers(Tokens tokens, Expressions expressions, Builder build) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.build = build;
  }

  /// Reads the initialiser of an object with static storage into its bytes. They may be more than
  /// its size when the last member is a flexible array.
  void constant(Symbol symbol) {
    List<InitialPart> outer = parts;
    symbol.type = parse(symbol.type);
    long size = Math.max(0, symbol.type.size);
    for (InitialPart part : parts) {
      size = Math.max(size, part.end());
    }
    if (size > MOST_BYTES) {
      Token at = symbol.declared;
      tokens.diagnostics.error(at.place(), "the initialised object is too large", "over 64 MiB");
      throw new Tokens.SyntaxError();
    }
    StaticData data = new StaticData(symbol, new byte[(int) size], tokens.diagnostics);
    parts.forEach(data::put);
    parts = outer;
  }

  /// Reads the initialiser of a local variable.
  List<Statement> automatic(Local local, Token name) {
    List<InitialPart> outer = parts;
    boolean list = tokens.is("{");
    local.type = parse(local.type);
    List<Statement> code = new ArrayList<>();
    boolean whole = parts.size() == 1 && parts.getFirst().place().type().size == local.type.size;
    if (local.inMemory && (list || local.type.is(Kind.ARRAY)) && !whole) {
      code.add(new Statement.Clear(local, name));
    }
    for (Expression store : InitialiserStores.of(parts, local, name, tokens.diagnostics)) {
      code.add(new Statement.Evaluate(store));
    }
    parts = outer;
    return code;
  }

  /// Reads a compound literal's initialiser as one expression.
  Expression assignments(Local local, Token at) {
    List<InitialPart> outer = parts;
    local.type = parse(local.type);
    Expression all = Builder.number(Type.signedInt(), 0, at);
    if (local.type.size > 0) {
      Type pointer = Type.pointer(local.type);
      Expression address = new Expression.LocalAddress(pointer, local, 0, at);
      all =
          new Expression.Intrinsic(Type.VOID, Op.ZERO, (int) local.type.size, List.of(address), at);
    }
    for (Expression store : InitialiserStores.of(parts, local, at, tokens.diagnostics)) {
      all = new Expression.Comma(Type.signedInt(), all, store, at);
    }
    parts = outer;
    return all;
  }

  /// @return the type, completed if it was an array of unknown length
  private Type parse(Type type) {
    parts = new ArrayList<>();
    if (type.is(Kind.ARRAY) && !tokens.is("{") && !isString(type) && !tokens.is("(")) {
      throw tokens.error("expected '{'");
    }
    if (!type.is(Kind.ARRAY) && type.size < 0 || type.is(Kind.VOID) || type.is(Kind.FUNCTION)) {
      throw tokens.error("an initialiser for the incomplete type " + type);
    }
    long length = item(new Member("", type, 0));
    return type.is(Kind.ARRAY) && type.size < 0 ? Type.array(type.base(), length) : type;
  }

  /// Whether a string literal comes, alone or in braces, and may initialise the array.
  private boolean isString(Type type) {
    int at = tokens.is("{") ? 1 : 0;
    if (!type.is(Kind.ARRAY) || tokens.peek(at).kind() != Token.Kind.STRING) {
      return false;
    }
    boolean alone =
        at == 0 || tokens.peek(2).is("}") || tokens.peek(2).is(",") && tokens.peek(3).is("}");
    Type element = Literals.elementType(tokens.peek(at));
    Type base = type.base();
    return alone && (element.isCharacter() ? base.isCharacter() : base.matches(element));
  }

  /// Reads one object's initialiser.
  ///
  /// @return for an array how many elements it has
  private long item(Member place) {
    tokens.deeper();
    long length = itemProper(place);
    tokens.shallower();
    return length;
  }

  private long itemProper(Member place) {
    Type type = place.type();
    if (isString(type)) {
      boolean braced = tokens.take("{");
      long length = characters(tokens.next(), type, place.offset());
      if (braced) {
        tokens.take(",");
        tokens.expect("}");
      }
      return length;
    }
    if (tokens.is("{")) {
      return braced(place);
    }
    if (tokens.peek().kind() == Token.Kind.STRING && !type.isScalar()) {
      return list(place, null, false, false);
    }
    Token at = tokens.peek();
    Expression given = expressions.assignment();
    if (type.is(Kind.ARRAY) && given.type().is(Kind.ARRAY)) {
      return array(place, given);
    }
    return value(build.value(given), place, at);
  }

  private long braced(Member place) {
    Type type = place.type();
    tokens.next();
    if (!place.isField()) {
      parts.removeIf(p -> p.place().offset() >= place.offset() && p.end() <= end(place));
    }
    long length = 1;
    if (!type.isScalar()) {
      length = list(place, null, true, false);
    } else if (tokens.is("}")) {
      Expression zero = Builder.number(Type.signedInt(), 0, tokens.peek());
      parts.add(new InitialPart(place, Builder.cast(zero, type, zero.at())));
    } else {
      item(place);
    }
    tokens.take(",");
    tokens.expect("}");
    return length;
  }

  private static long end(Member place) {
    return place.type().size < 0 ? Long.MAX_VALUE : place.offset() + place.type().size;
  }

  /// An array from a compound literal, as gcc allows it.
  private long array(Member place, Expression e) {
    Type type = place.type();
    if (!type.base().matches(e.type().base()) || type.size >= 0 && type.size != e.type().size) {
      tokens.diagnostics.error(
          e.at().place(), "wrong type in an initialiser", "expected " + type + ", is " + e.type());
    }
    parts.add(new InitialPart(new Member("", e.type(), place.offset()), e));
    return e.type().size / Math.max(1, e.type().base().size);
  }

  private long value(Expression e, Member place, Token at) {
    Type type = place.type();
    boolean vector = type.is(Kind.VECTOR) && type.matches(e.type());
    if (type.isScalar() || vector || type.isAggregate() && e.type() == type.unqualified()) {
      Expression converted = build.assigned(e, type, at, "an initialiser");
      parts.add(new InitialPart(place, converted));
      return 1;
    }
    return list(place, e, false, false);
  }

  private long characters(Token token, Type type, long offset) {
    byte[] bytes = Literals.bytes(token);
    long size = type.size < 0 ? bytes.length : type.size;
    long length = size / type.base().size;
    if (bytes.length - type.base().size > size) {
      tokens.diagnostics.warning(token.place(), "the string is too long", "does not fit " + type);
    }
    Symbol literal = new Symbol("", Type.array(type.base(), length), token);
    literal.bytes = Arrays.copyOf(bytes, (int) size);
    literal.defined = true;
    literal.readOnly = true;
    Expression address = new Address(Type.pointer(literal.type), literal, 0, token);
    Expression load = new Expression.Load(literal.type, address, token);
    parts.add(new InitialPart(new Member("", literal.type, offset), load));
    return length;
  }

  /// Reads the members or elements of an aggregate.
  ///
  /// @param first the value of the first scalar in it, when that has been read already
  /// @param braced whether it has braces of its own; if not, it takes only what it needs
  /// @param designated whether a designator of one of its members or elements comes first
  /// @return how many elements an array has
  private long list(Member whole, @Nullable Expression first, boolean braced, boolean designated) {
    Type type = whole.type();
    long limit = limit(type);
    long index = 0;
    long most = 0;
    boolean starts = designated;
    Expression pending = first;
    while (pending != null || !tokens.is("}")) {
      if (pending == null && (braced || starts) && isDesignator(0)) {
        index = designation(whole, limit);
      } else if (index >= limit) {
        if (!braced) {
          return most;
        }
        excess();
      } else {
        Member element = element(whole, index);
        if (pending != null) {
          value(pending, element, pending.at());
          pending = null;
        } else {
          item(element);
        }
        index++;
      }
      starts = false;
      index = type.is(Kind.UNION) ? limit : index;
      most = Math.max(most, index);
      boolean ends = !tokens.is(",") || tokens.peek(1).is("}");
      if (ends || !braced && (index >= limit || isDesignator(1))) {
        return most;
      }
      tokens.next();
    }
    return most;
  }

  /// Whether a designator begins so many tokens ahead; gcc's old form is `name:`.
  private boolean isDesignator(int ahead) {
    Token first = tokens.peek(ahead);
    return first.is("[") || first.is(".") || first.isName() && tokens.peek(ahead + 1).is(":");
  }

  /// Skips a value for which there is no place.
  private void excess() {
    Token at = tokens.peek();
    tokens.diagnostics.warning(at.place(), "too many initialisers", "this one has no effect");
    if (tokens.is("{")) {
      throw tokens.error("too many initialisers");
    }
    expressions.assignment();
  }

  private static long limit(Type type) {
    if (isIndexed(type)) {
      return type.size < 0 ? Long.MAX_VALUE : type.size / Math.max(1, type.base().size);
    }
    return type.is(Kind.UNION) ? Math.min(1, type.members.size()) : type.members.size();
  }

  private static boolean isIndexed(Type type) {
    return type.is(Kind.ARRAY) || type.is(Kind.VECTOR);
  }

  private static Member element(Member whole, long index) {
    Type type = whole.type();
    if (!isIndexed(type)) {
      return type.members.get((int) index).moved(whole.offset());
    }
    return new Member("", type.base(), whole.offset() + index * type.base().size);
  }

  /// Reads a designator, those within what it designates, and the value.
  ///
  /// @return the index of the member or element that follows
  private long designation(Member whole, long limit) {
    Type type = whole.type();
    Token at = tokens.isName() ? tokens.peek() : tokens.next();
    if (at.is("[") != isIndexed(type)) {
      tokens.diagnostics.error(at.place(), "a designator of another kind of object", "in " + type);
      throw new Tokens.SyntaxError();
    }
    if (!at.is("[")) {
      Token name = tokens.peek();
      int index = index(type, tokens.name());
      Member member = type.members.get(index).moved(whole.offset());
      if (member.name().isEmpty()) {
        tokens.back(at.is(".") ? 2 : 1);
        list(member, null, false, true);
      } else {
        designated(member, name);
      }
      return index + 1;
    }
    long from = expressions.index();
    long to = tokens.take("...") ? expressions.index() : from;
    tokens.expect("]");
    if (from < 0 || to < from || to >= limit || to >= MOST_ELEMENTS) {
      tokens.diagnostics.error(at.place(), "outside the array", "here");
      throw new Tokens.SyntaxError();
    }
    int before = parts.size();
    designated(element(whole, from), at);
    List<InitialPart> made =
        List.copyOf(parts.subList(Math.min(before, parts.size()), parts.size()));
    for (long i = from + 1; i <= to; i++) {
      for (InitialPart part : made) {
        parts.add(new InitialPart(part.place().moved((i - from) * type.base().size), part.value()));
      }
    }
    return to + 1;
  }

  private void designated(Member place, Token at) {
    if (!tokens.is("[") && !tokens.is(".")) {
      if (!tokens.take("=")) {
        tokens.take(":");
      }
      item(place);
    } else if (place.type().isScalar()) {
      tokens.diagnostics.error(at.place(), "has no members", "is " + place.type());
      throw new Tokens.SyntaxError();
    } else {
      // As in gcc, a part given on its own makes the value of the whole be forgotten.
      parts.removeIf(p -> p.place().offset() == place.offset() && p.place().type() == place.type());
      list(place, null, false, true);
    }
  }

  /// The position of the member that has the name, or that is anonymous and has a member with it.
  private int index(Type type, Token name) {
    for (int i = 0; i < type.members.size(); i++) {
      Member member = type.members.get(i);
      boolean inside = member.name().isEmpty() && member.type().member(name.text()) != null;
      if (inside || member.name().equals(name.text())) {
        return i;
      }
    }
    tokens.diagnostics.error(name.place(), "no such member", "not in " + type);
    throw new Tokens.SyntaxError();
  }
}

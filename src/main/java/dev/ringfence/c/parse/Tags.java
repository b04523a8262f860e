package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.build.Layout;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Token;
import dev.ringfence.c.parse.AttributeSpecifiers.Placing;
import dev.ringfence.c.parse.DeclarationSpecifiers.Specifiers;
import dev.ringfence.c.parse.Declarators.Declarator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses structures, unions and enumerations (C11 sections 6.7.2.1 to 6.7.2.3).
final class Tags {
  private final Tokens tokens;
  private final Scope scope;
  private final Expressions expressions;
  private final DeclarationSpecifiers specifiers;
  private final Declarators declarators;
  private final AttributeSpecifiers attributes;
  private final Diagnostics diagnostics;

  /// A member as it is written.
  ///
  /// @param width of a bit-field, otherwise -1
  private record Written(String name, Type type, int width, Placing attributes) {}

  Tags(
      Tokens tokens,
      Scope scope,
      Expressions expressions,
      DeclarationSpecifiers specifiers,
      Declarators declarators,
      AttributeSpecifiers attributes) {
    this.tokens = tokens;
    this.scope = scope;
    this.expressions = expressions;
    this.specifiers = specifiers;
    this.declarators = declarators;
    this.attributes = attributes;
    diagnostics = tokens.diagnostics;
  }

  Type aggregate(boolean structure) {
    Placing before = attributes.parse();
    String tag = tokens.peek().kind() == Token.Kind.IDENTIFIER ? tokens.next().text() : "";
    boolean defines = tokens.is("{");
    Type type = tag.isEmpty() ? null : scope.tag(tag, defines || tokens.is(";"));
    if (type != null && !type.isAggregate()) {
      throw tokens.error("'" + tag + "' is an enumeration");
    }
    if (type == null) {
      type = new Type(structure ? Kind.STRUCT : Kind.UNION, -1, 1, false);
      type.tag = tag.isEmpty() ? "<anonymous>" : tag;
      if (!tag.isEmpty()) {
        scope.declareTag(tag, type);
      }
    }
    if (defines) {
      Token open = tokens.next();
      if (type.size >= 0) {
        diagnostics.error(open.place(), "defined twice: " + type, "second definition");
        type.members.clear();
      }
      tokens.deeper();
      members(type, before);
      tokens.shallower();
    }
    return type;
  }

  /// Reads the members, and the attributes behind them, which already concern the layout.
  private void members(Type type, Placing before) {
    List<Written> members = new ArrayList<>();
    while (!tokens.take("}")) {
      if (tokens.is("_Static_assert")) {
        expressions.staticAssert();
        continue;
      }
      Specifiers specified = specifiers.parse();
      if (tokens.take(";")) {
        // One with a tag declares that alone, and the name of a type declares nothing.
        boolean defines = specified.type().isAggregate() && !tokens.last(1).isName();
        if (defines && specified.type().tag.equals("<anonymous>")) {
          members.add(new Written("", specified.type(), -1, Placing.NONE));
        }
        continue;
      }
      do {
        members.add(member(specified));
      } while (tokens.take(","));
      tokens.expect(";");
    }
    Placing all = before.and(attributes.parse());
    Layout layout = new Layout(type, tokens.pack());
    for (Written m : members) {
      boolean bytes = all.packed() || m.attributes.packed();
      if (m.width >= 0) {
        layout.addField(m.name, m.type, m.width, m.attributes.align(), bytes);
      } else {
        layout.add(m.name, m.type, m.attributes.align(), bytes);
      }
    }
    layout.finish(all.align());
  }

  private Written member(Specifiers specified) {
    Declarator d =
        tokens.is(":")
            ? new Declarator(null, specified.type(), List.of())
            : declarators.declarator(specified.type());
    Token at = d.name() == null ? tokens.peek() : d.name();
    Type type = d.type();
    int width = -1;
    if (tokens.take(":")) {
      width = width(type, d.name());
    } else if (d.name() == null) {
      throw tokens.error("expected a name");
    }
    boolean flexible = type.is(Kind.ARRAY) && type.length < 0 && type.count == null;
    if (type.size < 0 && !flexible || type.is(Kind.FUNCTION) || type.is(Kind.VOID)) {
      diagnostics.error(at.place(), "a member of incomplete type", "found " + type);
      type = Type.signedInt();
    }
    String name = d.name() == null ? "" : d.name().text();
    Placing placing = attributes.parse().and(Placing.aligned(specified.align()));
    return new Written(name, placing.sized(type), width, placing);
  }

  private int width(Type type, @Nullable Token name) {
    Token at = tokens.peek();
    long width = expressions.constant();
    if (type.isWide()) {
      throw tokens.unsupported(at, "a bit-field of 128 bits is");
    }
    if (!type.isInteger()) {
      diagnostics.error(at.place(), "a bit-field of a type that is no integer", "is " + type);
      throw new Tokens.SyntaxError();
    }
    long most = type.is(Kind.BOOL) ? 1 : 8 * type.size;
    if (width < 0 || width > most || width == 0 && name != null) {
      diagnostics.error(at.place(), "wrong width of a bit-field", width + " for " + type);
      return 1;
    }
    return (int) width;
  }

  private static boolean fits(long value, boolean unsigned) {
    return Builder.fit(Types.current().integer(unsigned), value) == value;
  }

  /// An enumeration's type is `unsigned int`, `int` if a value is negative, or `long`, as in gcc;
  /// if it is packed, the smallest one that has all values.
  Type enumeration() {
    Placing before = attributes.parse();
    Token name = tokens.peek().kind() == Token.Kind.IDENTIFIER ? tokens.next() : null;
    if (!tokens.take("{")) {
      Type known = name == null ? null : scope.tag(name.text(), false);
      return known == null || known.isAggregate() ? Type.unsignedInt() : known;
    }
    Map<String, Long> values = new LinkedHashMap<>();
    boolean negative = false;
    boolean wide = false;
    long value = 0;
    while (!tokens.take("}")) {
      Token constant = tokens.name();
      attributes.parse();
      if (tokens.take("=")) {
        value = expressions.constant();
      }
      values.put(constant.text(), value);
      negative |= value < 0;
      wide |= !fits(value, false) && !fits(value, true);
      boolean fits = fits(value, false);
      scope.declare(
          constant.text(),
          new Scope.Meaning.Constant(
              fits ? Type.signedInt() : fits(value, true) ? Type.unsignedInt() : Type.LLONG,
              value));
      value++;
      if (!tokens.take(",")) {
        tokens.expect("}");
        break;
      }
    }
    for (long each : values.values()) {
      wide |= negative && !fits(each, false);
    }
    Types types = Types.current();
    Type type = wide ? types.ofSize(8, !negative) : types.integer(!negative);
    if (wide) {
      values.forEach((n, v) -> scope.declare(n, new Scope.Meaning.Constant(type, v)));
    }
    boolean packed = before.and(attributes.parse()).packed();
    Type all = packed && !wide ? smallest(values.values(), negative) : type;
    if (name != null) {
      scope.declareTag(name.text(), all);
    }
    return all;
  }

  private static Type smallest(Collection<Long> values, boolean negative) {
    Types types = Types.current();
    for (int size = 1; size < 4; size *= 2) {
      Type type = types.ofSize(size, !negative);
      if (values.stream().allMatch(value -> Builder.fit(type, value) == value)) {
        return type;
      }
    }
    return types.ofSize(4, !negative);
  }
}

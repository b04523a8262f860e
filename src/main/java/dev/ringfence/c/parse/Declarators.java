package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses declarators and type names (C11 sections 6.7.6 and 6.7.7).
final class Declarators {
  private static final long LARGEST_OBJECT = 1L << 30;

  final AttributeSpecifiers attributes;
  final DeclarationSpecifiers specifiers;

  private final Tokens tokens;
  private final Scope scope;
  private final Expressions expressions;
  private final Diagnostics diagnostics;

  /// Where the lengths of what is declared next belong; null where they must be constant.
  private @Nullable Sizes sizes;

  /// A declared name, or none, and its type; and if it is a function's the parameters' names and,
  /// as far as it has a prototype, what a definition has for them.
  record Declarator(
      @Nullable Token name,
      Type type,
      List<@Nullable Token> parameters,
      List<Local> locals,
      Sizes sizes) {
    Declarator(@Nullable Token name, Type type, List<@Nullable Token> parameters) {
      this(name, type, parameters, List.of(), new Sizes());
    }
  }

  /// A type name, and what is to be evaluated for it.
  record TypeName(Type type, List<Expression> lengths) {}

  /// The lengths of arrays that a declaration evaluates.
  static final class Sizes {
    final List<Local> counts = new ArrayList<>();
    final List<Expression> code = new ArrayList<>();

    private void add(Local count, Expression length, Token at) {
      counts.add(count);
      Expression target = new Expression.Variable(count.type, count, at);
      code.add(new Expression.Assign(count.type, target, length, at));
    }
  }

  Declarators(Tokens tokens, Scope scope, Expressions expressions) {
    this.tokens = tokens;
    this.scope = scope;
    this.expressions = expressions;
    diagnostics = tokens.diagnostics;
    attributes = new AttributeSpecifiers(tokens, expressions, this);
    specifiers = new DeclarationSpecifiers(tokens, scope, expressions, this, attributes);
  }

  /// Whether a declaration or a type name may begin with a token.
  boolean isType(Token token) {
    return specifiers.isType(token);
  }

  Type typeName() {
    tokens.deeper();
    Type type = declarator(specifiers.parse().type()).type;
    tokens.shallower();
    return type;
  }

  Declarator declarator(Type base) {
    tokens.deeper();
    Type type = base;
    while (tokens.take("*")) {
      type = Type.pointer(type);
      while (TypeWords.isQualifier(tokens.peek().text())
          || tokens.is("__attribute__")
          || tokens.is("_Atomic")) {
        if (tokens.is("__attribute__")) {
          attributes.parse();
        } else if (tokens.take("_Atomic")) {
          type = Type.atomic(type);
        } else {
          Token word = tokens.next();
          type = type.qualified(word.is("const"), word.is("volatile"));
          type = TypeWords.isFar(Set.of(word.text())) ? type.far() : type;
        }
      }
    }
    Declarator result;
    Token inside = tokens.behindAttributes(1);
    if (tokens.is("(") && !isType(inside) && !inside.is(")")) {
      tokens.next();
      attributes.parse();
      // The inner declarator is built around a stand-in, which is then replaced by what follows.
      Type standIn = new Type(Kind.VOID, 1, 1, false);
      Declarator inner = declarator(standIn);
      tokens.expect(")");
      Declarator outer = suffix(type, null);
      Type whole = replace(inner.type, standIn, outer.type);
      boolean plain = inner.type == standIn;
      Declarator function = plain ? outer : inner;
      result =
          new Declarator(inner.name, whole, function.parameters, function.locals, function.sizes);
    } else {
      Token name = tokens.peek().kind() == Token.Kind.IDENTIFIER ? tokens.next() : null;
      result = suffix(type, name);
    }
    tokens.shallower();
    return result;
  }

  private static Type replace(Type in, Type standIn, Type by) {
    if (in == standIn) {
      return by;
    }
    switch (in.kind) {
      case POINTER -> in.base = replace(in.base(), standIn, by);
      case FUNCTION -> in.base = replace(in.base(), standIn, by);
      case ARRAY -> {
        Type base = replace(in.base(), standIn, by);
        return in.count != null ? Type.array(base, in.count) : Type.array(base, in.length);
      }
      case VOID, BOOL, CHAR, SIGNED_CHAR, SHORT, INT, LONG, LONG_LONG, INT128 -> {}
      case FLOAT, DOUBLE, LONG_DOUBLE, COMPLEX, STRUCT, UNION, VECTOR -> {}
    }
    return in;
  }

  /// An array of variable length. Its length is evaluated where the declaration is reached.
  private Type variable(Type element, Expression length, Token at) {
    if (!length.type().isInteger() || sizes == null || element.size < 0 && !element.isVariable()) {
      diagnostics.error(at.place(), "wrong array", "needs a constant number of elements");
      return Type.array(element, 1);
    }
    Local count = new Local("", Type.LLONG);
    sizes.add(count, Builder.cast(length, Type.LLONG, at), at);
    return Type.array(element, count);
  }

  /// Collects lengths until [#collected].
  ///
  /// @return what was collected so far, to be given back
  @Nullable Sizes collect() {
    Sizes outer = sizes;
    sizes = new Sizes();
    return outer;
  }

  Sizes collected(@Nullable Sizes outer) {
    Sizes found = sizes == null ? new Sizes() : sizes;
    sizes = outer;
    return found;
  }

  private Declarator suffix(Type type, @Nullable Token name) {
    if (tokens.take("[")) {
      return array(type, name);
    }
    return tokens.take("(") ? function(type, name) : new Declarator(name, type, List.of());
  }

  /// The rest of an array's declarator, from its length on.
  private Declarator array(Type type, @Nullable Token name) {
    while (TypeWords.isQualifier(tokens.peek().text()) || tokens.is("static")) {
      tokens.next();
    }
    Token at = tokens.peek();
    boolean open = tokens.is("]") || tokens.is("*") && tokens.peek(1).is("]") && tokens.take("*");
    Expression given = open ? null : expressions.length();
    tokens.expect("]");
    tokens.deeper();
    Type element = suffix(type, name).type;
    tokens.shallower();
    if (given != null && !(given instanceof Expression.Number)) {
      return new Declarator(name, variable(element, given, at), List.of());
    }
    long length = given instanceof Expression.Number n ? n.value() : -1;
    if (element.isVariable()) {
      return new Declarator(name, Type.array(element, length), List.of());
    }
    if (element.size < 0 || length < 0 && given != null || element.is(Kind.FUNCTION)) {
      boolean negative = length < 0 && given != null;
      diagnostics.error(
          at.place(),
          negative ? "an array with fewer than no elements" : "wrong array",
          negative ? "is " + length : "of " + element);
      element = element.is(Kind.ARRAY) ? Type.array(element.base(), 1) : Type.signedInt();
      length = Math.max(1, length);
    } else if (length > LARGEST_OBJECT / Math.max(1, element.size)) {
      diagnostics.error(at.place(), "the array is too large", "more than 1 GiB");
      length = 1;
    }
    return new Declarator(name, Type.array(element, length), List.of());
  }

  /// The rest of a function's declarator, from its first parameter on.
  private Declarator function(Type type, @Nullable Token name) {
    Type functionType = Type.function(type);
    List<@Nullable Token> names = new ArrayList<>();
    if (tokens.is("void") && tokens.peek(1).is(")")) {
      tokens.next();
    } else if (tokens.is(")")) {
      functionType.unprototyped = true;
    }
    Sizes outer = collect();
    List<Local> locals = new ArrayList<>();
    scope.enter();
    if (tokens.peek().kind() == Token.Kind.IDENTIFIER && !isType(tokens.peek())) {
      functionType.unprototyped = true;
      do {
        names.add(tokens.name());
        functionType.parameters.add(Type.signedInt());
      } while (tokens.take(","));
    }
    while (!tokens.is(")")) {
      if (tokens.take("...")) {
        functionType.variadic = true;
        break;
      }
      parameter(functionType, names, locals);
      if (!tokens.take(",")) {
        break;
      }
    }
    scope.leave();
    tokens.expect(")");
    attributes.parse();
    return new Declarator(name, functionType, names, locals, collected(outer));
  }

  private void parameter(Type function, List<@Nullable Token> names, List<Local> locals) {
    Declarator parameter = declarator(specifiers.parse().type());
    attributes.parse();
    Type adjusted = adjusted(parameter.type);
    Token parameterName = parameter.name;
    Local local = new Local(parameterName == null ? "" : parameterName.text(), adjusted);
    if (parameterName != null) {
      scope.declare(local.name, new Scope.Meaning.Automatic(local));
    }
    names.add(parameterName);
    locals.add(local);
    function.parameters.add(adjusted);
  }

  /// The declarations between the head and the body of a function definition that names its
  /// parameters only (C11 section 6.9.1).
  void parameterDeclarations(Declarator d) {
    while (isType(tokens.peek())) {
      Type type = specifiers.parse().type();
      do {
        Declarator parameter = declarator(type);
        Token name = parameter.name;
        int index = name == null ? -1 : indexOf(d, name.text());
        if (index < 0) {
          throw tokens.error("expected the name of a parameter");
        }
        d.type.parameters.set(index, adjusted(parameter.type));
      } while (tokens.take(","));
      tokens.expect(";");
    }
  }

  private static int indexOf(Declarator d, String name) {
    for (int i = 0; i < d.parameters.size(); i++) {
      Token parameter = d.parameters.get(i);
      if (parameter != null && parameter.is(name)) {
        return i;
      }
    }
    return -1;
  }

  /// A parameter's type: arrays and functions become pointers.
  static Type adjusted(Type type) {
    return switch (type.kind) {
      case ARRAY -> Type.pointer(type.base());
      case FUNCTION -> Type.pointer(type);
      case VOID, BOOL, CHAR, SIGNED_CHAR, SHORT, INT, LONG, LONG_LONG, INT128 -> type;
      case FLOAT, DOUBLE, LONG_DOUBLE, COMPLEX, POINTER, STRUCT, UNION, VECTOR -> type;
    };
  }
}

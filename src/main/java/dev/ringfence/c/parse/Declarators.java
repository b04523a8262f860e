package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Parses what declarations are made of: specifiers, aggregates, enumerations and declarators (C11
/// sections 6.7.1 to 6.7.7).
final class Declarators {
  static final Set<String> UNSUPPORTED = Set.of("_Complex", "__int128");
  private static final Set<String> QUALIFIERS =
      Set.of(
          "const",
          "volatile",
          "restrict",
          "inline",
          "_Noreturn",
          "register",
          "auto",
          "signed",
          "unsigned");
  private static final Set<String> SPECIFIERS =
      Set.of(
          "void",
          "char",
          "short",
          "int",
          "long",
          "float",
          "double",
          "_Bool",
          "struct",
          "union",
          "enum",
          "_Alignas",
          "typeof",
          "__auto_type",
          "_Atomic",
          "_Thread_local",
          "typedef",
          "static",
          "extern",
          "__builtin_va_list",
          "__attribute__");

  private static final Set<String> TYPE_WORDS =
      Set.of(
          "void", "char", "short", "int", "long", "float", "double", "_Bool", "signed", "unsigned");

  /// The greatest that a type has of itself.
  private static final int LARGEST_ALIGNMENT = 16;

  /// Stands for the type of the initialiser, which is not known yet.
  static final Type AUTO = new Type(Kind.VOID, -1, 1, false);

  private static final long LARGEST_OBJECT = 1L << 30;

  private final Tokens tokens;
  private final Scope scope;
  private final Expressions expressions;
  private final Diagnostics diagnostics;
  private Attributes attributes = new Attributes();

  /// What a declaration begins with.
  ///
  /// @param align what `_Alignas` or an attribute asks for, 0 for nothing
  record Specifiers(
      Type type,
      boolean isTypedef,
      boolean isStatic,
      boolean isExtern,
      boolean isThreadLocal,
      int align) {}

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

  Declarators(Tokens tokens, Scope scope, Expressions expressions) {
    this.tokens = tokens;
    this.scope = scope;
    this.expressions = expressions;
    diagnostics = tokens.diagnostics;
  }

  /// Whether a declaration or a type name may begin with a token.
  boolean isType(Token token) {
    if (token.kind() != Token.Kind.IDENTIFIER) {
      return false;
    }
    String text = token.text();
    return SPECIFIERS.contains(text)
        || QUALIFIERS.contains(text)
        || UNSUPPORTED.contains(text)
        || scope.find(text) instanceof Scope.Meaning.Typedef;
  }

  Type typeName() {
    tokens.deeper();
    Specifiers specifiers = specifiers();
    Type type = declarator(specifiers.type).type;
    tokens.shallower();
    return type;
  }

  /// What attributes ask for.
  ///
  /// @param align 0 for nothing
  record Placing(boolean packed, int align) {
    static final Placing NONE = new Placing(false, 0);

    Placing and(Placing other) {
      return new Placing(packed || other.packed, Math.max(align, other.align));
    }
  }

  /// Reads attributes; those that are not known have no effect.
  Placing attributes() {
    Placing all = Placing.NONE;
    while (tokens.take("__attribute__")) {
      tokens.expect("(");
      tokens.expect("(");
      while (!tokens.is(")")) {
        all = all.and(attribute());
        if (!tokens.take(",")) {
          break;
        }
      }
      tokens.expect(")");
      tokens.expect(")");
    }
    return all;
  }

  private Placing attribute() {
    if (tokens.is(",")) {
      return Placing.NONE;
    }
    Token word = tokens.next();
    String name = word.text().replaceAll("^__(.*)__$", "$1");
    boolean operand = tokens.is("(");
    if (Attributes.REFUSED.contains(name)) {
      throw tokens.unsupported(word, "the attribute '" + name + "' is");
    }
    switch (name) {
      case "noreturn" -> attributes.noReturn();
      case "constructor" -> attributes.constructor(operand());
      case "destructor" -> attributes.destructor(operand());
      case "alias" -> {
        tokens.expect("(");
        attributes.alias(tokens.next());
        tokens.expect(")");
      }
      case "packed" -> {
        return new Placing(true, 0);
      }
      case "aligned" -> {
        if (!operand) {
          return new Placing(false, LARGEST_ALIGNMENT);
        }
        tokens.next();
        Placing result = new Placing(false, alignment());
        tokens.expect(")");
        return result;
      }
      default -> {
        int nesting = 0;
        while (operand && !tokens.isEnd()) {
          nesting += tokens.is("(") ? 1 : tokens.is(")") ? -1 : 0;
          tokens.next();
          operand = nesting > 0;
        }
      }
    }
    return Placing.NONE;
  }

  /// The number in parentheses, if there is one.
  private @Nullable Long operand() {
    Long number = null;
    if (tokens.take("(")) {
      number = expressions.constant();
      tokens.expect(")");
    }
    return number;
  }

  /// What the attributes from here on say is said of the next declaration.
  Attributes fresh() {
    attributes = new Attributes();
    return attributes;
  }

  private int alignment() {
    Token at = tokens.peek();
    long align = isType(at) ? typeName().align : expressions.constant();
    if (align < 0 || align > 4096 || Long.bitCount(align) > 1) {
      diagnostics.error(at.place(), "no alignment", "is no power of two up to 4096: " + align);
      return 0;
    }
    return (int) align;
  }

  Specifiers specifiers() {
    boolean isTypedef = false;
    boolean isStatic = false;
    boolean isExtern = false;
    int align = 0;
    boolean isThreadLocal = false;
    boolean isAtomic = false;
    Type type = null;
    Map<String, Integer> words = new HashMap<>();
    Token first = tokens.peek();
    while (isType(tokens.peek())) {
      Token token = tokens.peek();
      String text = token.text();
      boolean named = scope.find(text) instanceof Scope.Meaning.Typedef;
      if (named && (type != null || hasTypeWord(words))) {
        break;
      }
      if (text.equals("__attribute__")) {
        align = Math.max(align, attributes().align);
        continue;
      }
      tokens.next();
      if (UNSUPPORTED.contains(text)) {
        throw tokens.unsupported(token, "'" + text + "' is");
      }
      switch (text) {
        case "_Noreturn" -> attributes.noReturn();
        case "typedef" -> isTypedef = true;
        case "static" -> isStatic = true;
        case "extern" -> isExtern = true;
        case "struct", "union" -> type = aggregate(text.equals("struct"));
        case "enum" -> type = enumeration();
        case "_Alignas" -> {
          tokens.expect("(");
          align = Math.max(align, alignment());
          tokens.expect(")");
        }
        case "typeof" -> type = expressions.typeOf();
        case "__auto_type" -> type = AUTO;
        case "_Thread_local" -> isThreadLocal = true;
        case "_Atomic" -> {
          if (tokens.take("(")) {
            type = atomic(typeName(), token);
            tokens.expect(")");
          } else {
            isAtomic = true;
          }
        }
        case "__builtin_va_list" -> type = Type.pointer(Type.CHAR);
        default -> {
          if (named && scope.find(text) instanceof Scope.Meaning.Typedef t) {
            type = t.type();
          } else {
            words.merge(text, 1, Integer::sum);
          }
        }
      }
    }
    if (type == null) {
      type = basic(words, first);
    } else if (hasTypeWord(words)) {
      diagnostics.error(first.place(), "two types in one declaration", "here");
    }
    type = isAtomic ? atomic(type, first) : type;
    if (words.containsKey("const")) {
      type = type.constant();
    }
    return new Specifiers(type, isTypedef, isStatic, isExtern, isThreadLocal, align);
  }

  private Type atomic(Type type, Token at) {
    if (!type.isScalar() || type.is(Kind.LONG_DOUBLE)) {
      throw tokens.unsupported(at, "_Atomic for " + type + " is");
    }
    return Type.atomic(type);
  }

  private static boolean hasTypeWord(Map<String, Integer> words) {
    return !Collections.disjoint(words.keySet(), TYPE_WORDS);
  }

  private Type basic(Map<String, Integer> words, Token first) {
    if (!hasTypeWord(words)) {
      return implicitInt(first);
    }
    Map<String, Integer> w = new TreeMap<>(words);
    w.keySet().retainAll(TYPE_WORDS);
    StringJoiner sorted = new StringJoiner(" ");
    w.forEach((word, times) -> sorted.add(times == 1 ? word : times + "x" + word));
    return switch (sorted.toString()) {
      case "void" -> Type.VOID;
      case "_Bool" -> Type.BOOL;
      case "char" -> Type.CHAR;
      case "char signed" -> Type.SCHAR;
      case "char unsigned" -> Type.UCHAR;
      case "short", "short signed", "int short", "int short signed" -> Type.SHORT;
      case "short unsigned", "int short unsigned" -> Type.USHORT;
      case "int", "signed", "int signed" -> Type.INT;
      case "unsigned", "int unsigned" -> Type.UINT;
      case "long", "long signed", "int long", "int long signed" -> Type.LONG;
      case "2xlong", "2xlong signed", "int 2xlong", "int 2xlong signed" -> Type.LLONG;
      case "long unsigned", "int long unsigned" -> Type.ULONG;
      case "2xlong unsigned", "int 2xlong unsigned" -> Type.ULLONG;
      case "float" -> Type.FLOAT;
      case "double" -> Type.DOUBLE;
      case "double long" -> Type.LDOUBLE;
      default -> {
        diagnostics.error(first.place(), "no such type", "these words do not go together");
        yield Type.INT;
      }
    };
  }

  /// The type of a declaration that names none: `int`, where it must be a declaration.
  private Type implicitInt(Token start) {
    Token first = tokens.peek();
    Token after = tokens.peek(1);
    boolean specified = start != first && after.kind() == Token.Kind.PUNCTUATOR && !after.is("*");
    if (specified || scope.isGlobal() && tokens.peek(1).is("(")) {
      diagnostics.warning(first.place(), "type defaults to 'int'", "declared without a type");
      return Type.INT;
    }
    boolean word = first.kind() == Token.Kind.IDENTIFIER;
    String text = first.text();
    String near = word ? scope.nearest(text) : null;
    diagnostics.error(
        first.place(),
        word ? "unknown type '" + text + "'" : "expected a type",
        "not a type",
        near == null ? null : "did you mean '" + near + "'?");
    if (word && (after.is("*") || after.isName())) {
      tokens.next();
      return Type.UNKNOWN;
    }
    throw new Tokens.SyntaxError();
  }

  private Type aggregate(boolean structure) {
    Placing before = attributes();
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
      Specifiers specifiers = specifiers();
      if (tokens.take(";")) {
        // One with a tag declares that alone.
        if (specifiers.type.isAggregate() && specifiers.type.tag.equals("<anonymous>")) {
          members.add(new Written("", specifiers.type, -1, Placing.NONE));
        }
        continue;
      }
      do {
        members.add(member(specifiers));
      } while (tokens.take(","));
      tokens.expect(";");
    }
    Placing all = before.and(attributes());
    Layout layout = new Layout(type, tokens.pack());
    for (Written m : members) {
      boolean bytes = all.packed || m.attributes.packed;
      if (m.width >= 0) {
        layout.addField(m.name, m.type, m.width, m.attributes.align, bytes);
      } else {
        layout.add(m.name, m.type, m.attributes.align, bytes);
      }
    }
    layout.finish(all.align);
  }

  /// A member as it is written.
  ///
  /// @param width of a bit-field, otherwise -1
  private record Written(String name, Type type, int width, Placing attributes) {}

  private Written member(Specifiers specifiers) {
    Declarator d =
        tokens.is(":")
            ? new Declarator(null, specifiers.type, List.of())
            : declarator(specifiers.type);
    Token at = d.name == null ? tokens.peek() : d.name;
    Type type = d.type;
    int width = -1;
    if (tokens.take(":")) {
      width = width(type, d.name);
    } else if (d.name == null) {
      throw tokens.error("expected a name");
    }
    boolean flexible = type.is(Kind.ARRAY) && type.length < 0 && type.count == null;
    if (type.size < 0 && !flexible || type.is(Kind.FUNCTION) || type.is(Kind.VOID)) {
      diagnostics.error(at.place(), "a member of incomplete type", "found " + type);
      type = Type.INT;
    }
    String name = d.name == null ? "" : d.name.text();
    Placing attributes = attributes().and(new Placing(false, specifiers.align));
    return new Written(name, type, width, attributes);
  }

  private int width(Type type, @Nullable Token name) {
    Token at = tokens.peek();
    long width = expressions.constant();
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

  /// An enumeration's type is `unsigned int`, `int` if a value is negative, or `long`, as in gcc.
  private Type enumeration() {
    attributes();
    Token name = tokens.peek().kind() == Token.Kind.IDENTIFIER ? tokens.next() : null;
    if (!tokens.take("{")) {
      Type known = name == null ? null : scope.tag(name.text(), false);
      return known == null || known.isAggregate() ? Type.UINT : known;
    }
    Map<String, Long> values = new LinkedHashMap<>();
    boolean negative = false;
    boolean wide = false;
    long value = 0;
    while (!tokens.take("}")) {
      Token constant = tokens.name();
      attributes();
      if (tokens.take("=")) {
        value = expressions.constant();
      }
      values.put(constant.text(), value);
      negative |= value < 0;
      wide |= value < Integer.MIN_VALUE || value > 0xFFFF_FFFFL;
      boolean fits = value == (int) value;
      scope.declare(
          constant.text(),
          new Scope.Meaning.Constant(
              fits ? Type.INT : value >>> 32 == 0 ? Type.UINT : Type.LONG, value));
      value++;
      if (!tokens.take(",")) {
        tokens.expect("}");
        break;
      }
    }
    for (long each : values.values()) {
      wide |= negative && each > Integer.MAX_VALUE;
    }
    Type type = wide ? negative ? Type.LONG : Type.ULONG : negative ? Type.INT : Type.UINT;
    if (wide) {
      values.forEach((n, v) -> scope.declare(n, new Scope.Meaning.Constant(type, v)));
    }
    if (name != null) {
      scope.declareTag(name.text(), type);
    }
    attributes();
    return type;
  }

  Declarator declarator(Type base) {
    tokens.deeper();
    Type type = base;
    while (tokens.take("*")) {
      type = Type.pointer(type);
      while (QUALIFIERS.contains(tokens.peek().text())
          || tokens.is("__attribute__")
          || tokens.is("_Atomic")) {
        if (tokens.is("__attribute__")) {
          attributes();
        } else if (tokens.take("_Atomic")) {
          type = Type.atomic(type);
        } else if (tokens.next().is("const")) {
          type = type.constant();
        }
      }
    }
    Declarator result;
    Token inside = tokens.behindAttributes(1);
    if (tokens.is("(") && !isType(inside) && !inside.is(")")) {
      tokens.next();
      attributes();
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
      case VOID, BOOL, CHAR, SIGNED_CHAR, SHORT, INT, LONG, LONG_LONG -> {}
      case FLOAT, DOUBLE, LONG_DOUBLE, STRUCT, UNION -> {}
    }
    return in;
  }

  /// An array of variable length. Its length is evaluated where the declaration is reached.
  private Type variable(Type element, Expression length, Token at) {
    if (!length.type().isInteger() || sizes == null || element.size < 0 && !element.isVariable()) {
      diagnostics.error(at.place(), "wrong array", "needs a constant number of elements");
      return Type.array(element, 1);
    }
    Local count = new Local("", Type.LONG);
    sizes.add(count, Builder.cast(length, Type.LONG, at), at);
    return Type.array(element, count);
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

  /// Where the lengths of what is declared next belong; null where they must be constant.
  private @Nullable Sizes sizes;

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
      while (QUALIFIERS.contains(tokens.peek().text()) || tokens.is("static")) {
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
        diagnostics.error(at.place(), "wrong array", "of " + element);
        length = 1;
      } else if (length > LARGEST_OBJECT / Math.max(1, element.size)) {
        diagnostics.error(at.place(), "the array is too large", "more than 1 GiB");
        length = 1;
      }
      return new Declarator(name, Type.array(element, length), List.of());
    }
    if (!tokens.is("(")) {
      return new Declarator(name, type, List.of());
    }
    tokens.next();
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
        functionType.parameters.add(Type.INT);
      } while (tokens.take(","));
    }
    while (!tokens.is(")")) {
      if (tokens.take("...")) {
        functionType.variadic = true;
        break;
      }
      Declarator parameter = declarator(specifiers().type);
      attributes();
      Type adjusted = adjusted(parameter.type);
      Token parameterName = parameter.name;
      Local local = new Local(parameterName == null ? "" : parameterName.text(), adjusted);
      if (parameterName != null) {
        scope.declare(local.name, new Scope.Meaning.Automatic(local));
      }
      names.add(parameterName);
      locals.add(local);
      functionType.parameters.add(adjusted);
      if (!tokens.take(",")) {
        break;
      }
    }
    scope.leave();
    tokens.expect(")");
    attributes();
    return new Declarator(name, functionType, names, locals, collected(outer));
  }

  /// A parameter's type: arrays and functions become pointers.
  static Type adjusted(Type type) {
    return switch (type.kind) {
      case ARRAY -> Type.pointer(type.base());
      case FUNCTION -> Type.pointer(type);
      case VOID, BOOL, CHAR, SIGNED_CHAR, SHORT, INT, LONG, LONG_LONG -> type;
      case FLOAT, DOUBLE, LONG_DOUBLE, POINTER, STRUCT, UNION -> type;
    };
  }
}

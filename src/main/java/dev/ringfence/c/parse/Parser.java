package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Assign;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.LocalAddress;
import dev.ringfence.c.ast.Expression.Variable;
import dev.ringfence.c.ast.FunctionBody;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses declarations and statements (C11 sections 6.7 to 6.9) of one translation unit.
///
/// Symbols with external linkage live in a map that all units of a program share.
public final class Parser {
  static final Set<String> UNSUPPORTED =
      Set.of(
          "float",
          "double",
          "_Complex",
          "_Atomic",
          "_Thread_local",
          "__thread",
          "_Generic",
          "typeof",
          "__typeof__",
          "asm",
          "__asm__",
          "_Alignas",
          "__int128");
  private static final Set<String> QUALIFIERS =
      Set.of(
          "const",
          "volatile",
          "restrict",
          "__restrict",
          "inline",
          "__inline",
          "_Noreturn",
          "register",
          "auto",
          "__extension__",
          "signed",
          "unsigned");
  private static final Set<String> SPECIFIERS =
      Set.of(
          "void",
          "char",
          "short",
          "int",
          "long",
          "_Bool",
          "struct",
          "union",
          "enum",
          "typedef",
          "static",
          "extern",
          "__builtin_va_list",
          "__attribute__");

  private static final long LARGEST_OBJECT = 1L << 30;

  private final Tokens tokens;
  private final Diagnostics diagnostics;
  private final Scope scope = new Scope();
  private final Builder build;
  private final Expressions expressions;
  private final Initialisers initialisers;
  private final Map<String, Symbol> external;
  private final boolean library;
  private @Nullable FunctionBody function;
  private @Nullable List<Statement.Case> cases;
  private int loops;

  /// What a declaration begins with.
  record Specifiers(Type type, boolean isTypedef, boolean isStatic, boolean isExtern) {}

  /// A declared name, or none, and its type; and the parameters' names if it is a function's.
  record Declarator(@Nullable Token name, Type type, List<@Nullable Token> parameters) {}

  /// @param external the symbols with external linkage so far, to which this unit's are added
  public Parser(
      List<Token> tokens, Map<String, Symbol> external, boolean library, Diagnostics diagnostics) {
    this.tokens = new Tokens(tokens, diagnostics);
    this.diagnostics = diagnostics;
    this.external = external;
    this.library = library;
    build = new Builder(diagnostics);
    expressions = new Expressions(this.tokens, scope, this, build);
    initialisers = new Initialisers(this.tokens, expressions, build);
  }

  /// Parses the unit.
  public void unit() {
    while (!tokens.isEnd()) {
      try {
        tokens.resetDepth(0);
        if (!tokens.take(";")) {
          declaration();
        }
      } catch (Tokens.SyntaxError _) {
        function = null;
        while (!scope.isGlobal()) {
          scope.leave();
        }
        tokens.recover();
        tokens.take("}");
      }
    }
  }

  boolean isType(Token token) {
    if (token.kind() != Token.Kind.IDENTIFIER) {
      return false;
    }
    String text = token.text();
    return SPECIFIERS.contains(text)
        || QUALIFIERS.contains(text)
        || UNSUPPORTED.contains(text) && !text.startsWith("_G") && !text.contains("asm")
        || scope.find(text) instanceof Scope.Meaning.Typedef;
  }

  Type typeName() {
    Specifiers specifiers = specifiers();
    return declarator(specifiers.type).type;
  }

  Symbol string(Token token) {
    byte[] bytes = Expressions.bytes(token);
    Symbol symbol = new Symbol("", Type.array(Type.CHAR, bytes.length), token);
    symbol.bytes = bytes;
    symbol.defined = true;
    symbol.readOnly = true;
    return symbol;
  }

  Token functionName(Token at) {
    String name = function == null ? "" : function.symbol.name;
    return new Token(Token.Kind.STRING, name, at.place(), 0, "", name, true, false, Set.of());
  }

  Expression furtherArguments(Token at) {
    Local further = function == null ? null : function.further;
    if (further == null) {
      diagnostics.error(at.place(), "va_start outside a variadic function", "here");
      return Builder.number(Type.pointer(Type.CHAR), 0, at);
    }
    return new Variable(further.type, further, at);
  }

  // Declarations

  private void attributes() {
    while (tokens.take("__attribute__")) {
      int nesting = 0;
      do {
        nesting += tokens.is("(") ? 1 : tokens.is(")") ? -1 : 0;
        tokens.next();
      } while (nesting > 0 && !tokens.isEnd());
    }
  }

  private Specifiers specifiers() {
    boolean isTypedef = false;
    boolean isStatic = false;
    boolean isExtern = false;
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
        attributes();
        continue;
      }
      tokens.next();
      if (UNSUPPORTED.contains(text)) {
        throw tokens.unsupported(token, "'" + text + "' is");
      }
      switch (text) {
        case "typedef" -> isTypedef = true;
        case "static" -> isStatic = true;
        case "extern" -> isExtern = true;
        case "struct", "union" -> type = aggregate(text.equals("struct"));
        case "enum" -> type = enumeration();
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
    return new Specifiers(type, isTypedef, isStatic, isExtern);
  }

  private static boolean hasTypeWord(Map<String, Integer> words) {
    return words.keySet().stream()
        .anyMatch(
            Set.of("void", "char", "short", "int", "long", "_Bool", "signed", "unsigned")
                ::contains);
  }

  private Type basic(Map<String, Integer> words, Token first) {
    boolean unsigned = words.containsKey("unsigned");
    if (words.containsKey("void")) {
      return Type.VOID;
    }
    if (words.containsKey("_Bool")) {
      return Type.BOOL;
    }
    if (words.containsKey("char")) {
      return unsigned ? Type.UCHAR : Type.CHAR;
    }
    if (words.containsKey("short")) {
      return unsigned ? Type.USHORT : Type.SHORT;
    }
    if (words.containsKey("long")) {
      return unsigned ? Type.ULONG : Type.LONG;
    }
    if (!hasTypeWord(words)) {
      String text = first.text();
      String near = first.kind() == Token.Kind.IDENTIFIER ? scope.nearest(text) : null;
      diagnostics.error(
          first.place(),
          first.kind() == Token.Kind.IDENTIFIER ? "unknown type '" + text + "'" : "expected a type",
          "not a type",
          near == null ? null : "did you mean '" + near + "'?");
      throw new Tokens.SyntaxError();
    }
    return unsigned ? Type.UINT : Type.INT;
  }

  private Type aggregate(boolean structure) {
    attributes();
    String tag = tokens.peek().kind() == Token.Kind.IDENTIFIER ? tokens.next().text() : "";
    boolean defines = tokens.is("{");
    Type type = tag.isEmpty() ? null : scope.tag(tag, defines || tokens.is(";"));
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
      members(type, structure);
      attributes();
    }
    return type;
  }

  private void members(Type type, boolean structure) {
    long end = 0;
    while (!tokens.take("}")) {
      Specifiers specifiers = specifiers();
      do {
        Declarator d = declarator(specifiers.type);
        Token name = d.name;
        if (tokens.is(":")) {
          throw tokens.unsupported(tokens.peek(), "bit-fields are");
        }
        Type t = d.type;
        boolean flexible = t.is(Kind.ARRAY) && t.size < 0;
        if (t.size < 0 && !flexible || t.is(Kind.FUNCTION) || t.is(Kind.VOID)) {
          Token at = name == null ? tokens.peek() : name;
          diagnostics.error(at.place(), "a member of incomplete type", "found " + t);
        }
        long at = structure ? (end + t.align - 1) / t.align * t.align : 0;
        type.members.add(new Type.Member(name == null ? "" : name.text(), t, at));
        type.align = Math.max(type.align, t.align);
        end = Math.max(end, at + Math.max(0, t.size));
        attributes();
      } while (tokens.take(","));
      tokens.expect(";");
    }
    type.size = (end + type.align - 1) / type.align * type.align;
  }

  private Type enumeration() {
    attributes();
    if (tokens.peek().kind() == Token.Kind.IDENTIFIER) {
      tokens.next();
    }
    if (tokens.take("{")) {
      long value = 0;
      while (!tokens.take("}")) {
        Token name = tokens.name();
        if (tokens.take("=")) {
          value = expressions.constant();
        }
        scope.declare(name.text(), new Scope.Meaning.Constant(value++));
        if (!tokens.take(",")) {
          tokens.expect("}");
          break;
        }
      }
    }
    return Type.INT;
  }

  private Declarator declarator(Type base) {
    tokens.deeper();
    Type type = base;
    while (tokens.take("*")) {
      type = Type.pointer(type);
      while (QUALIFIERS.contains(tokens.peek().text()) || tokens.is("__attribute__")) {
        if (tokens.is("__attribute__")) {
          attributes();
        } else {
          tokens.next();
        }
      }
    }
    Declarator result;
    if (tokens.is("(") && !isType(tokens.peek(1)) && !tokens.peek(1).is(")")) {
      tokens.next();
      // The inner declarator is built around a stand-in, which is then replaced by what follows.
      Type standIn = new Type(Kind.VOID, 1, 1, false);
      Declarator inner = declarator(standIn);
      tokens.expect(")");
      Declarator outer = suffix(type, null);
      Type whole = replace(inner.type, standIn, outer.type);
      boolean plain = inner.type == standIn;
      result = new Declarator(inner.name, whole, plain ? outer.parameters : inner.parameters);
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
        long length = in.size < 0 ? -1 : in.size / Math.max(1, in.base().size);
        return Type.array(replace(in.base(), standIn, by), length);
      }
      case VOID, BOOL, CHAR, SHORT, INT, LONG, STRUCT, UNION -> {}
    }
    return in;
  }

  private Declarator suffix(Type type, @Nullable Token name) {
    if (tokens.take("[")) {
      while (QUALIFIERS.contains(tokens.peek().text()) || tokens.is("static")) {
        tokens.next();
      }
      Token at = tokens.peek();
      long length = tokens.is("]") ? -1 : expressions.constant();
      tokens.expect("]");
      Type element = suffix(type, name).type;
      if (element.size < 0 || length < -1 || element.is(Kind.FUNCTION)) {
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
    scope.enter();
    while (!tokens.is(")")) {
      if (tokens.take("...")) {
        functionType.variadic = true;
        break;
      }
      Declarator parameter = declarator(specifiers().type);
      attributes();
      names.add(parameter.name);
      functionType.parameters.add(adjusted(parameter.type));
      if (!tokens.take(",")) {
        break;
      }
    }
    scope.leave();
    tokens.expect(")");
    attributes();
    return new Declarator(name, functionType, names);
  }

  private static Type adjusted(Type type) {
    return switch (type.kind) {
      case ARRAY -> Type.pointer(type.base());
      case FUNCTION -> Type.pointer(type);
      case VOID, BOOL, CHAR, SHORT, INT, LONG, POINTER, STRUCT, UNION -> type;
    };
  }

  private List<Statement> declaration() {
    List<Statement> code = new ArrayList<>();
    if (tokens.is("_Static_assert")) {
      staticAssert();
      return code;
    }
    Specifiers specifiers = specifiers();
    if (tokens.take(";")) {
      return code;
    }
    do {
      Declarator d = declarator(specifiers.type);
      attributes();
      Token name = d.name;
      if (name == null) {
        throw tokens.error("expected a name");
      }
      if (specifiers.isTypedef) {
        scope.declare(name.text(), new Scope.Meaning.Typedef(d.type));
      } else if (d.type.is(Kind.FUNCTION)) {
        Symbol symbol = global(name, d.type, specifiers.isStatic);
        if (tokens.is("{")) {
          if (!scope.isGlobal()) {
            throw tokens.unsupported(name, "nested functions are");
          }
          define(symbol, d);
          return code;
        }
      } else if (scope.isGlobal() || specifiers.isExtern) {
        object(name, d.type, specifiers);
      } else if (specifiers.isStatic) {
        staticLocal(name, d.type);
      } else {
        code.addAll(local(name, d.type));
      }
    } while (tokens.take(","));
    tokens.expect(";");
    return code;
  }

  private void staticAssert() {
    Token at = tokens.next();
    tokens.expect("(");
    if (expressions.constant() == 0) {
      diagnostics.error(at.place(), "static assertion failed", "is false");
    }
    if (tokens.take(",")) {
      tokens.next();
    }
    tokens.expect(")");
    tokens.expect(";");
  }

  private Symbol global(Token name, Type type, boolean internal) {
    Scope.Meaning before = scope.here(name.text());
    Symbol symbol = before instanceof Scope.Meaning.Global g ? g.symbol() : null;
    if (symbol == null && before != null) {
      diagnostics.error(
          name.place(), "'" + name.text() + "' is declared as something else", "here");
    }
    if (symbol == null) {
      symbol =
          internal
              ? new Symbol(name.text(), type, name)
              : external.computeIfAbsent(name.text(), n -> new Symbol(n, type, name));
      if (internal && !type.is(Kind.FUNCTION)) {}
    }
    if (!symbol.type.matches(type) && symbol.type.base != null && symbol.type.kind == type.kind
        || symbol.type.kind != type.kind) {
      diagnostics.error(
          name.place(), "'" + name.text() + "' has another type", "declared as " + symbol.type);
    }
    if (symbol.type.size < 0 || symbol.type.unprototyped) {
      symbol.type = type;
    }
    scope.declare(name.text(), new Scope.Meaning.Global(symbol));
    return symbol;
  }

  private void object(Token name, Type type, Specifiers specifiers) {
    Symbol symbol = global(name, type, specifiers.isStatic);
    if (tokens.take("=")) {
      if (symbol.bytes != null) {
        diagnostics.error(
            name.place(), "'" + name.text() + "' is defined twice", "second definition");
      }
      initialisers.constant(symbol);
      symbol.defined = true;
    } else if (!specifiers.isExtern) {
      symbol.defined = true;
    }
    complete(name, symbol.type, !specifiers.isExtern);
  }

  private void staticLocal(Token name, Type type) {
    Symbol symbol = new Symbol(name.text(), type, name);
    symbol.defined = true;
    scope.declare(name.text(), new Scope.Meaning.Global(symbol));
    if (tokens.take("=")) {
      initialisers.constant(symbol);
    }
    complete(name, symbol.type, true);
  }

  private void complete(Token name, Type type, boolean needed) {
    if (needed && (type.size < 0 || type.is(Kind.VOID))) {
      diagnostics.error(name.place(), "a variable of incomplete type", "is " + type);
    }
  }

  Local newLocal(String name, Type type) {
    Local local = new Local(name, type);
    if (function == null) {
      throw tokens.error("expected a constant expression");
    }
    function.locals.add(local);
    return local;
  }

  private List<Statement> local(Token name, Type type) {
    if (scope.here(name.text()) != null) {
      diagnostics.error(
          name.place(), "'" + name.text() + "' is declared twice", "second declaration");
    }
    Local local = newLocal(name.text(), type);
    scope.declare(name.text(), new Scope.Meaning.Automatic(local));
    List<Statement> code = List.of();
    if (tokens.take("=")) {
      code = initialisers.automatic(local, name);
    }
    complete(name, local.type, true);
    return code;
  }

  Expression compoundLiteral(Type type, Token at) {
    if (scope.isGlobal()) {
      throw tokens.unsupported(at, "a compound literal outside a function is");
    }
    Local local = newLocal("", type);
    local.inMemory = true;
    Expression e = initialisers.assignments(local, at);
    return new Load(
        local.type,
        new Expression.Comma(
            Type.pointer(local.type),
            e,
            new LocalAddress(Type.pointer(local.type), local, 0, at),
            at),
        at);
  }

  // Functions and statements

  private void define(Symbol symbol, Declarator d) {
    if (symbol.body != null) {
      diagnostics.error(
          symbol.declared.place(), "'" + symbol.name + "' is defined twice", "defined here");
    }
    Type type = d.type;
    symbol.type = type;
    type.unprototyped = false;
    FunctionBody body = new FunctionBody(symbol, library);
    symbol.body = body;
    function = body;
    scope.enter();
    for (int i = 0; i < type.parameters.size(); i++) {
      Token name = d.parameters.get(i);
      Local local = newLocal(name == null ? "" : name.text(), type.parameters.get(i));
      body.parameters.add(local);
      if (name != null) {
        scope.declare(name.text(), new Scope.Meaning.Automatic(local));
      }
    }
    if (type.variadic) {
      Local further = newLocal("...", Type.pointer(Type.CHAR));
      body.further = further;
    }
    body.code = block();
    scope.leave();
    function = null;
  }

  private Statement block() {
    tokens.expect("{");
    scope.enter();
    List<Statement> code = new ArrayList<>();
    while (!tokens.take("}")) {
      if (tokens.isEnd()) {
        throw tokens.error("expected '}'");
      }
      int depth = tokens.depth();
      try {
        if (isType(tokens.peek()) && !tokens.peek(1).is(":") || tokens.is("_Static_assert")) {
          code.addAll(declaration());
        } else {
          code.add(statement());
        }
      } catch (Tokens.SyntaxError _) {
        tokens.resetDepth(depth);
        tokens.recover();
      }
    }
    scope.leave();
    return new Statement.Block(code);
  }

  private Statement statement() {
    tokens.deeper();
    Statement statement = statementProper();
    tokens.shallower();
    return statement;
  }

  private Statement statementProper() {
    Token at = tokens.peek();
    if (at.kind() == Token.Kind.IDENTIFIER && tokens.peek(1).is(":") && !at.is("default")) {
      tokens.next();
      tokens.next();
      Statement label = new Statement.Label(at.text());
      return tokens.is("}") ? label : new Statement.Block(List.of(label, statement()));
    }
    if (at.is("{")) {
      return block();
    }
    if (tokens.take(";")) {
      return new Statement.Block(List.of());
    }
    return switch (at.kind() == Token.Kind.IDENTIFIER ? at.text() : "") {
      case "if" -> {
        Expression test = parenthesised();
        Statement yes = statement();
        yield new Statement.If(test, yes, tokens.take("else") ? statement() : null);
      }
      case "while" -> new Statement.Loop(parenthesised(), null, loopBody());
      case "do" -> doWhile();
      case "for" -> forLoop();
      case "switch" -> switchStatement();
      case "case", "default" -> caseLabel();
      case "break", "continue" -> {
        tokens.next();
        if (loops == 0 && (cases == null || at.is("continue"))) {
          diagnostics.error(at.place(), "'" + at.text() + "' outside a loop", "here");
        }
        tokens.expect(";");
        yield at.is("break") ? new Statement.Break() : new Statement.Continue();
      }
      case "return" -> returnStatement();
      case "goto" -> {
        tokens.next();
        Token label = tokens.name();
        tokens.expect(";");
        yield new Statement.Goto(label.text(), label);
      }
      default -> {
        Expression e = expressions.expression();
        tokens.expect(";");
        yield new Statement.Evaluate(e);
      }
    };
  }

  private Expression parenthesised() {
    tokens.next();
    tokens.expect("(");
    Expression e = build.test(expressions.expression());
    tokens.expect(")");
    return e;
  }

  private Statement loopBody() {
    loops++;
    Statement body = statement();
    loops--;
    return body;
  }

  private Statement doWhile() {
    tokens.next();
    Statement body = loopBody();
    if (!tokens.is("while")) {
      throw tokens.error("expected 'while'");
    }
    Expression test = parenthesised();
    tokens.expect(";");
    return new Statement.DoWhile(body, test);
  }

  private Statement forLoop() {
    tokens.next();
    tokens.expect("(");
    scope.enter();
    List<Statement> code = new ArrayList<>();
    if (isType(tokens.peek())) {
      code.addAll(declaration());
    } else if (!tokens.take(";")) {
      code.add(new Statement.Evaluate(expressions.expression()));
      tokens.expect(";");
    }
    Expression test = tokens.is(";") ? null : build.test(expressions.expression());
    tokens.expect(";");
    Expression step = tokens.is(")") ? null : expressions.expression();
    tokens.expect(")");
    code.add(new Statement.Loop(test, step, loopBody()));
    scope.leave();
    return new Statement.Block(code);
  }

  private Statement switchStatement() {
    Expression value = parenthesised();
    List<Statement.Case> outer = cases;
    List<Statement.Case> inner = new ArrayList<>();
    cases = inner;
    Statement body = statement();
    cases = outer;
    Type type = value.type().size == 8 ? Type.LONG : Type.INT;
    return new Statement.Switch(Builder.cast(value, type, value.at()), body, inner);
  }

  private Statement caseLabel() {
    Token at = tokens.next();
    boolean isDefault = at.is("default");
    long from = isDefault ? 0 : expressions.constant();
    long to = !isDefault && tokens.take("...") ? expressions.constant() : from;
    tokens.expect(":");
    Statement.Case label = new Statement.Case(from, to, isDefault, at);
    if (cases == null) {
      diagnostics.error(at.place(), "'" + at.text() + "' outside a switch", "here");
    } else {
      for (Statement.Case other : cases) {
        boolean same = isDefault && other.isDefault();
        if (same || !isDefault && !other.isDefault() && from <= other.to() && to >= other.from()) {
          diagnostics.error(at.place(), "this case stands twice", "second one");
        }
      }
      cases.add(label);
    }
    return tokens.is("}") ? label : new Statement.Block(List.of(label, statement()));
  }

  private Statement returnStatement() {
    Token at = tokens.next();
    if (function == null) {
      throw tokens.error("'return' outside a function");
    }
    Type result = function.symbol.type.base();
    if (tokens.take(";")) {
      return new Statement.Return(null, at);
    }
    Expression e = build.value(expressions.expression());
    tokens.expect(";");
    if (result.is(Kind.VOID)) {
      if (!e.type().is(Kind.VOID)) {
        diagnostics.warning(at.place(), "a void function returns a value", "here");
      }
      return new Statement.Block(
          List.of(new Statement.Evaluate(e), new Statement.Return(null, at)));
    }
    return new Statement.Return(build.assigned(e, result, e.at(), "a return"), at);
  }

  /// An assignment to a part of a local, for initialisers.
  static Expression store(Local local, long offset, Type type, Expression value, Token at) {
    Expression target =
        local.inMemory
            ? new Load(type, new LocalAddress(Type.pointer(type), local, offset, at), at)
            : new Variable(type, local, at);
    return new Assign(type, target, value, at);
  }
}

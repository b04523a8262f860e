package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.LocalAddress;
import dev.ringfence.c.ast.Expression.Variable;
import dev.ringfence.c.ast.FunctionBody;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.build.Constants;
import dev.ringfence.c.build.FlowCheck;
import dev.ringfence.c.build.NestedFunctions;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Token;
import dev.ringfence.c.parse.AttributeSpecifiers.Placing;
import dev.ringfence.c.parse.DeclarationSpecifiers.Specifiers;
import dev.ringfence.c.parse.Declarators.Declarator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Parses declarations and function definitions (C11 sections 6.7 and 6.9) of one translation unit.
///
/// Symbols with external linkage live in a map that all units of a program share.
public final class Parser {
  private final Tokens tokens;
  private final Diagnostics diagnostics;
  private final Scope scope;
  private final Builder build;
  private final Expressions expressions;
  private final Declarators declarators;
  private final Statements statements;
  private final Initialisers initialisers;
  private final boolean library;
  final Linkage linkage;
  final CurrentFunction current;

  /// @param external the symbols with external linkage so far, to which this unit's are added
  /// @param functions what the library offers
  public Parser(
      List<Token> tokens,
      Map<String, Symbol> external,
      Library functions,
      boolean library,
      Diagnostics diagnostics) {
    this.tokens = new Tokens(tokens, diagnostics);
    this.diagnostics = diagnostics;
    this.library = library;
    scope = new Scope(functions);
    linkage = new Linkage(scope, external, functions, diagnostics);
    build = new Builder(diagnostics);
    current = new CurrentFunction(this.tokens, build);
    expressions = new Expressions(this.tokens, scope, this, build);
    declarators = new Declarators(this.tokens, scope, expressions);
    statements = new Statements(this.tokens, scope, this, build, expressions);
    initialisers = new Initialisers(this.tokens, expressions, build);
  }

  /// Parses the unit.
  public void unit() {
    while (!tokens.isEnd()) {
      int braces = tokens.openBraces();
      try {
        tokens.resetDepth(0);
        if (!tokens.take(";")) {
          declaration();
        }
      } catch (Tokens.SyntaxError _) {
        current.set(null);
        scope.leaveTo(Scope.GLOBAL);
        tokens.recover(braces);
        tokens.take("}");
      }
    }
    linkage.complete();
  }

  /// The functions that run before `main` or at the end.
  public List<Symbol> startup() {
    return linkage.startup();
  }

  boolean isType(Token token) {
    return declarators.isType(token);
  }

  void attributes() {
    declarators.attributes.parse();
  }

  Type typeName() {
    return declarators.typeName();
  }

  /// A type name in an expression, and the expressions that give the lengths in it.
  Declarators.TypeName typeNameEvaluated() {
    FunctionBody function = current.get();
    Declarators.Sizes outer = function == null ? null : declarators.collect();
    Type type = declarators.typeName();
    Declarators.Sizes sizes =
        function == null ? new Declarators.Sizes() : declarators.collected(outer);
    if (function != null) {
      function.locals.addAll(sizes.counts);
    }
    return new Declarators.TypeName(type, sizes.code);
  }

  /// A label of this function whose address is taken.
  Symbol label(Token name) {
    FunctionBody body = current.get();
    if (body == null) {
      throw tokens.error("a label outside a function");
    }
    String label = statements.labels().name(name.text());
    return body.labels.computeIfAbsent(label, n -> Symbol.label(n, body, name));
  }

  /// gcc's statement expression, from its brace on.
  Expression statementExpression(Token at) {
    current.function();
    List<Statement> parts = new ArrayList<>(statements.block().statements());
    tokens.expect(")");
    int last = parts.size() - 1;
    if (last < 0 || !(parts.get(last) instanceof Statement.Evaluate e)) {
      return new Expression.Block(Type.VOID, new Statement.Block(parts), null, at);
    }
    Expression value = build.value(e.expression());
    if (value.type().is(Kind.VOID)) {
      return new Expression.Block(Type.VOID, new Statement.Block(parts), null, at);
    }
    if (parts.stream().noneMatch(Statement.Cleanup.class::isInstance)) {
      Statement before = new Statement.Block(parts.subList(0, last));
      return new Expression.Block(value.type(), before, value, at);
    }
    // The value is kept while the block ends.
    Local local = current.newLocal("", value.type());
    Expression kept = new Variable(value.type(), local, at);
    parts.set(last, new Statement.Evaluate(new Expression.Assign(value.type(), kept, value, at)));
    return new Expression.Block(value.type(), new Statement.Block(parts), kept, at);
  }

  // Declarations

  /// A declaration, with the code that initialises what it declares.
  List<Statement> declaration() {
    List<Statement> code = new ArrayList<>();
    if (tokens.is("_Static_assert")) {
      expressions.staticAssert();
      return code;
    }
    Attributes common = declarators.attributes.fresh();
    Specifiers specifiers = declarators.specifiers.parse();
    if (tokens.take(";")) {
      return code;
    }
    if (specifiers.type() == DeclarationSpecifiers.AUTO) {
      code.addAll(deduced());
      return code;
    }
    do {
      Attributes attributes = declarators.attributes.own(common);
      boolean inside = current.get() != null;
      Declarators.Sizes outer = inside ? declarators.collect() : null;
      Declarator d = declarators.declarator(specifiers.type());
      if (inside) {
        code.addAll(evaluated(declarators.collected(outer)));
      }
      Placing placing = declarators.attributes.parse();
      Token name = d.name();
      if (name == null) {
        throw tokens.error("expected a name");
      }
      String link = assemblerName(name);
      placing = placing.and(declarators.attributes.parse());
      Type type = placing.sized(d.type());
      int align = Math.max(specifiers.align(), placing.align());
      if (specifiers.isTypedef()) {
        Type named = align > 0 ? type.aligned(align) : type;
        scope.declare(name.text(), new Scope.Meaning.Typedef(named));
      } else if (d.type().is(Kind.FUNCTION)) {
        if (scope.isGlobal() && d.type().unprototyped && isType(tokens.peek())) {
          declarators.parameterDeclarations(d);
        }
        boolean nested = inside && (specifiers.isAuto() || tokens.is("{"));
        Symbol symbol =
            nested ? nested(name, type) : linkage.declare(name, link, type, specifiers.isStatic());
        linkage.attribute(symbol, attributes);
        if (tokens.is("{")) {
          define(symbol, d);
          return code;
        }
      } else if (scope.isGlobal() || specifiers.isExtern()) {
        Symbol symbol = linkage.declare(name, link, type, specifiers.isStatic());
        linkage.attribute(symbol, attributes);
        object(name, symbol, specifiers, align);
      } else if (specifiers.isStatic()) {
        staticLocal(name, type, specifiers, align);
      } else {
        code.addAll(local(name, type, align));
        code.addAll(cleanup(name, attributes));
      }
    } while (tokens.take(","));
    tokens.expect(";");
    return code;
  }

  /// The name that `asm` gives what is declared, in the place of its own. For a register it has no
  /// meaning here.
  private String assemblerName(Token name) {
    if (!tokens.take("asm")) {
      return name.text();
    }
    tokens.expect("(");
    Token text = tokens.next();
    tokens.expect(")");
    return text.bytes();
  }

  /// The call that ends a variable's life, if an attribute asks for one.
  private List<Statement> cleanup(Token name, Attributes attributes) {
    Token function = attributes.cleanup();
    if (function == null || !(scope.find(name.text()) instanceof Scope.Meaning.Automatic a)) {
      return List.of();
    }
    Expression variable = new Variable(a.local().type, a.local(), name);
    Expression call = expressions.call(function, build.address(variable));
    return List.of(new Statement.Cleanup(new Statement.Evaluate(call)));
  }

  private List<Statement> evaluated(Declarators.Sizes sizes) {
    FunctionBody function = current.get();
    if (function != null) {
      function.locals.addAll(sizes.counts);
    }
    return sizes.code.stream().<Statement>map(Statement.Evaluate::new).toList();
  }

  /// The rest of gcc's `__auto_type name = value`.
  private List<Statement> deduced() {
    Token name = tokens.name();
    tokens.expect("=");
    Expression value = build.value(expressions.assignment());
    tokens.expect(";");
    Local local = current.newLocal(name.text(), value.type());
    scope.declare(name.text(), new Scope.Meaning.Automatic(local));
    Expression target = new Variable(local.type, local, name);
    return List.of(new Statement.Evaluate(build.assign(target, value, name)));
  }

  private void object(Token name, Symbol symbol, Specifiers specifiers, int align) {
    symbol.align = Math.max(symbol.align, align);
    symbol.threadLocal |= specifiers.isThreadLocal();
    if (tokens.take("=")) {
      if (symbol.bytes != null) {
        diagnostics.error(
            name.place(), "'" + name.text() + "' is defined twice", "second definition");
      }
      initialisers.constant(symbol);
      symbol.defined = true;
    } else if (!specifiers.isExtern()) {
      symbol.defined = true;
    }
    if (symbol.defined) {
      linkage.define(symbol, name);
    }
  }

  private void staticLocal(Token name, Type type, Specifiers specifiers, int align) {
    if (type.isVariable()) {
      throw tokens.error("an array of variable length cannot be static");
    }
    Symbol symbol = new Symbol(name.text(), type, name);
    symbol.align = align;
    symbol.threadLocal = specifiers.isThreadLocal();
    symbol.defined = true;
    scope.declare(name.text(), new Scope.Meaning.Global(symbol));
    if (tokens.take("=")) {
      initialisers.constant(symbol);
    }
    linkage.complete(name, symbol.type);
  }

  private List<Statement> local(Token name, Type type, int align) {
    if (scope.here(name.text()) != null) {
      diagnostics.error(
          name.place(), "'" + name.text() + "' is declared twice", "second declaration");
    } else if (scope.isParameter(name.text())) {
      diagnostics.error(
          name.place(), "'" + name.text() + "' is declared twice", "is a parameter already");
    }
    if (type.isVariable()) {
      return variableArray(name, type);
    }
    Local local = current.newLocal(name.text(), type);
    local.align = align;
    local.inMemory |= align > type.align;
    scope.declare(name.text(), new Scope.Meaning.Automatic(local));
    List<Statement> code = List.of();
    if (tokens.take("=")) {
      code = initialisers.automatic(local, name);
      local.constant = Constants.of(local.type, code);
    }
    linkage.complete(name, local.type);
    return code;
  }

  /// An array of variable length is memory on the stack, which the block gives back at its end.
  private List<Statement> variableArray(Token name, Type type) {
    if (tokens.is("=")) {
      throw tokens.error("an array of variable length has no initialiser");
    }
    Local pointer = current.newLocal(name.text(), Type.pointer(type));
    scope.declare(name.text(), new Scope.Meaning.Indirect(pointer, type));
    List<Statement> code = new ArrayList<>(statements.beginAllocation(name));
    Expression size = build.sizeOf(type, Type.ULLONG, name);
    Expression memory = current.memory(pointer.type, size, name);
    Expression target = new Variable(pointer.type, pointer, name);
    code.add(new Statement.Evaluate(new Expression.Assign(pointer.type, target, memory, name)));
    return code;
  }

  /// A compound literal (C11 section 6.5.2.5), whose type has been read.
  Expression compoundLiteral(Type type, Token at) {
    if (current.get() == null) {
      Symbol symbol = new Symbol("", type, at);
      symbol.defined = true;
      initialisers.constant(symbol);
      return new Load(symbol.type, new Address(Type.pointer(symbol.type), symbol, 0, at), at);
    }
    Local local = current.newLocal("", type);
    local.inMemory = true;
    Expression e = initialisers.assignments(local, at);
    Type pointer = Type.pointer(local.type);
    Expression address = new LocalAddress(pointer, local, 0, at);
    return new Load(local.type, new Expression.Comma(pointer, e, address, at), at);
  }

  // Functions

  /// The symbol of a nested function, which belongs to its block.
  private Symbol nested(Token name, Type type) {
    if (scope.here(name.text()) instanceof Scope.Meaning.Global g && g.symbol().around != null) {
      return g.symbol();
    }
    Symbol symbol = new Symbol(name.text(), type, name);
    symbol.around = current.get();
    scope.declare(name.text(), new Scope.Meaning.Global(symbol));
    return symbol;
  }

  private void define(Symbol symbol, Declarator d) {
    if (symbol.body != null) {
      diagnostics.error(
          symbol.declared.place(), "'" + symbol.name + "' is defined twice", "defined here");
    }
    Type type = d.type();
    symbol.type = type;
    FunctionBody body = new FunctionBody(symbol, library);
    symbol.body = body;
    FunctionBody outer = current.get();
    body.parent = outer;
    current.set(body);
    scope.enter();
    for (int i = 0; i < type.parameters.size(); i++) {
      Token name = d.parameters().get(i);
      boolean prototype = i < d.locals().size();
      Local local =
          prototype
              ? d.locals().get(i)
              : new Local(name == null ? "" : name.text(), type.parameters.get(i));
      local.owner = body;
      body.locals.add(local);
      body.parameters.add(local);
      if (name != null) {
        scope.declare(name.text(), new Scope.Meaning.Automatic(local));
      }
    }
    if (type.variadic) {
      body.further = current.newLocal("...", Type.pointer(Type.CHAR));
    }
    if (outer != null) {
      body.chain = current.newLocal("", Type.pointer(Type.VOID));
    }
    List<Statement> code = new ArrayList<>(evaluated(d.sizes()));
    code.add(outer == null ? statements.block() : statements.nested());
    if (body.allocates && !body.entries.isEmpty()) {
      // A jump would set the stack pointer back to where the function began.
      throw tokens.unsupported(symbol.declared, "jumping into a function that uses alloca is");
    }
    code.addAll(0, NestedFunctions.prologue(body, symbol.declared));
    body.code = new Statement.Block(code);
    body.end = tokens.last();
    if (!library && !diagnostics.hasErrors()) {
      new FlowCheck(diagnostics).check(body);
    }
    scope.leave();
    current.set(outer);
  }
}

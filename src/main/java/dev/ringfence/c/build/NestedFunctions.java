package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Assign;
import dev.ringfence.c.ast.Expression.Call;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.LocalAddress;
import dev.ringfence.c.ast.Expression.Variable;
import dev.ringfence.c.ast.FunctionBody;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.List;

/// gcc's nested functions (gcc's manual, section 6.4).
///
/// What they use of the function around lies in one object of its frame, the environment, which
/// each call is given the address of (the static chain). Its first word is the environment of the
/// function around that one. A pointer to a nested function points to one of many trampolines,
/// which pass the environment that is bound to them (`lib/nested.c`).
public final class NestedFunctions {
  /// How many activations of a function may have pointers to one of its functions at a time.
  private static final int TRAMPOLINES = 256;

  /// The bytes of what a jump into a function needs.
  private static final int JUMP_BYTES = 24;

  private NestedFunctions() {}

  private static Type pointer() {
    return Type.pointer(Type.VOID);
  }

  /// The variable as a function sees it, which may be one of a function around it.
  public static Expression variable(Local local, FunctionBody function, Token at) {
    FunctionBody owner = local.owner;
    if (owner == null || owner == function) {
      return new Variable(local.type, local, at);
    }
    if (local.offset < 0) {
      local.inMemory = true;
      int align = Math.max(local.align, local.type.align);
      local.offset = reserve(owner, Math.max(1, local.type.size), align);
    }
    Expression environment = environment(owner, function, at);
    Type pointer = Type.pointer(local.type);
    return new Load(local.type, Places.offset(environment, local.offset, pointer, at), at);
  }

  /// Makes room in a function's environment.
  private static int reserve(FunctionBody function, long size, int align) {
    Type type = own(function).type;
    long from = (type.size + align - 1) / align * align;
    type.complete(from + size, Math.max(type.align, align));
    return Math.toIntExact(from);
  }

  private static Local own(FunctionBody function) {
    if (function.environment == null) {
      function.environment = new Local("", new Type(Kind.STRUCT, Long.BYTES, 16, false));
      function.locals.add(function.environment);
    }
    return function.environment;
  }

  /// The address of the environment of a function, seen from within it or one nested in it.
  public static Expression environment(FunctionBody of, FunctionBody from, Token at) {
    if (of == from) {
      return new LocalAddress(pointer(), own(of), 0, at);
    }
    FunctionBody around = from.parent;
    Local chain = from.chain;
    if (chain == null || around == null) {
      throw new IllegalStateException("not nested in " + of.symbol.name);
    }
    Expression environment = new Variable(pointer(), chain, at);
    for (; around != of && around != null; around = around.parent) {
      own(around);
      Expression first = Places.offset(environment, 0, Type.pointer(pointer()), at);
      environment = new Load(pointer(), first, at);
    }
    return environment;
  }

  /// A pointer to a nested function.
  public static Expression pointer(Symbol nested, FunctionBody from, Token at) {
    FunctionBody around = nested.around;
    if (around == null) {
      throw new IllegalStateException("not nested: " + nested.name);
    }
    Symbol.Pointers pointers = nested.pointers;
    if (pointers == null) {
      Symbol environments = object(Type.array(pointer(), TRAMPOLINES), at);
      around.bound.add(environments);
      pointers = new Symbol.Pointers(environments, trampolines(nested, environments, at));
      nested.pointers = pointers;
    }
    Expression environments = address(pointers.environments(), at);
    Expression trampolines = address(pointers.trampolines(), at);
    Expression environment = environment(around, from, at);
    Type pointer = Type.pointer(nested.type);
    return call("__nested_bind", pointer, at, environments, trampolines, environment);
  }

  private static Symbol trampolines(Symbol nested, Symbol environments, Token at) {
    Symbol table = object(Type.array(pointer(), TRAMPOLINES), at);
    int size = Types.current().model().pointerSize();
    table.bytes = new byte[TRAMPOLINES * size];
    for (int i = 0; i < TRAMPOLINES; i++) {
      Symbol trampoline = new Symbol(nested.name, nested.type, at);
      trampoline.trampoline = new Symbol.Trampoline(nested, environments, i);
      trampoline.addressTaken = true;
      table.relocations.add(new Symbol.Relocation(i * size, trampoline, null, 0, size));
    }
    return table;
  }

  private static Symbol object(Type type, Token at) {
    Symbol symbol = new Symbol("", type, at);
    symbol.defined = true;
    return symbol;
  }

  private static Expression address(Symbol symbol, Token at) {
    return new Address(pointer(), symbol, 0, at);
  }

  /// A jump to a label of a function around.
  public static Statement jump(String label, FunctionBody to, FunctionBody from, Token at) {
    if (to.jumps < 0) {
      to.jumps = reserve(to, JUMP_BYTES, Long.BYTES);
    }
    if (!to.entries.contains(label)) {
      to.entries.add(label);
    }
    Expression which = Builder.number(Type.signedInt(), to.entries.indexOf(label) + 1, at);
    Expression environment = environment(to, from, at);
    Expression buffer = Places.offset(environment, to.jumps, pointer(), at);
    return new Statement.Evaluate(call("__nested_goto", Type.VOID, at, buffer, which));
  }

  /// What a function does first so that functions nested in it find their way.
  public static List<Statement> prologue(FunctionBody function, Token at) {
    List<Statement> code = new ArrayList<>();
    Local environment = function.environment;
    if (environment == null) {
      return code;
    }
    for (Symbol environments : function.bound) {
      Expression own = environment(function, function, at);
      Expression end = call("__nested_end", Type.VOID, at, address(environments, at), own);
      code.add(new Statement.Cleanup(new Statement.Evaluate(end)));
    }
    if (function.chain != null) {
      Expression first = new LocalAddress(Type.pointer(pointer()), environment, 0, at);
      Expression chain = new Variable(pointer(), function.chain, at);
      Expression store = new Assign(pointer(), new Load(pointer(), first, at), chain, at);
      code.add(new Statement.Evaluate(store));
    }
    if (!function.entries.isEmpty()) {
      entries(function, environment, code, at);
    }
    return code;
  }

  /// Notes where jumps from nested functions come in, and sends them on to their labels. What a
  /// register held would then be lost.
  private static void entries(
      FunctionBody function, Local environment, List<Statement> code, Token at) {
    function.locals.forEach(local -> local.inMemory = true);
    Local which = new Local("", Type.signedInt());
    which.inMemory = true;
    function.locals.add(which);
    Expression value = new Variable(Type.signedInt(), which, at);
    Expression buffer = new LocalAddress(pointer(), environment, function.jumps, at);
    Expression mark = call("__nested_mark", Type.signedInt(), at, buffer);
    code.add(new Statement.Evaluate(new Assign(Type.signedInt(), value, mark, at)));
    for (int i = 0; i < function.entries.size(); i++) {
      Expression number = Builder.number(Type.signedInt(), i + 1, at);
      Expression test = new Expression.Binary(Type.signedInt(), "==", value, number, at);
      Statement on = new Statement.Goto(function.entries.get(i), at);
      code.add(new Statement.If(test, on, null));
    }
  }

  private static Expression call(String name, Type result, Token at, Expression... arguments) {
    Type type = Type.function(result);
    for (Expression argument : arguments) {
      type.parameters.add(argument.type());
    }
    Expression callee = new Address(Type.pointer(type), new Symbol(name, type, at), 0, at);
    return new Call(result, callee, List.of(arguments), arguments.length, null, at);
  }
}

package dev.ringfence.c.ast;

import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function definition.
public final class FunctionBody {
  public final Symbol symbol;
  public final List<Local> parameters = new ArrayList<>();

  /// All parameters and locals.
  public final List<Local> locals = new ArrayList<>();

  /// The hidden last parameter of a variadic function: where the further arguments are.
  public @Nullable Local further;

  /// Of a nested function the one around it, and the hidden parameter that is its environment.
  public @Nullable FunctionBody parent;

  public @Nullable Local chain;

  /// The object with what functions nested in this one use of it.
  public @Nullable Local environment;

  /// Where in the environment is what a jump into this function needs, or -1.
  public int jumps = -1;

  /// The labels that nested functions jump to.
  public final List<String> entries = new ArrayList<>();

  /// Whether it takes memory from the stack whose size is not known before.
  public boolean allocates;

  /// The environments that pointers to nested functions are bound to, by function.
  public final List<Symbol> bound = new ArrayList<>();

  /// The labels whose addresses are taken, by name.
  public final Map<String, Symbol> labels = new HashMap<>();

  /// The brace at its end.
  public @Nullable Token end;

  public @Nullable Statement code;
  public final boolean library;

  public FunctionBody(Symbol symbol, boolean library) {
    this.symbol = symbol;
    this.library = library;
  }
}

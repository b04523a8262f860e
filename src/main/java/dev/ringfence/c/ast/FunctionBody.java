package dev.ringfence.c.ast;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function definition.
public final class FunctionBody {
  public final Symbol symbol;
  public final List<Local> parameters = new ArrayList<>();

  /// All parameters and locals.
  public final List<Local> locals = new ArrayList<>();

  /// The hidden last parameter of a variadic function: where the further arguments are.
  public @Nullable Local further;

  public @Nullable Statement code;
  public final boolean library;

  public FunctionBody(Symbol symbol, boolean library) {
    this.symbol = symbol;
    this.library = library;
  }
}

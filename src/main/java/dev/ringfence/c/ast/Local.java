package dev.ringfence.c.ast;

import org.jspecify.annotations.Nullable;

/// A parameter or local variable of a function.
public final class Local {
  public final String name;
  public Type type;

  /// Whether it needs an address: it is no scalar, or `&` was applied to it.
  public boolean inMemory;

  /// What its declaration asks for beyond its type's alignment, 0 for nothing.
  public int align;

  /// The constant that it always holds, if it is `const` and that is known.
  public @Nullable Expression constant;

  /// The function that it belongs to.
  public @Nullable FunctionBody owner;

  /// Its place in that function's environment, if a nested function uses it; otherwise -1.
  public int offset = -1;

  /// Its register, or its offset in the frame.
  public int position = -1;

  public Local(String name, Type type) {
    this.name = name;
    this.type = type;
    this.inMemory = !type.fitsRegister();
  }
}

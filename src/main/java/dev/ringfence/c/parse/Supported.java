package dev.ringfence.c.parse;

import dev.ringfence.c.lex.Features;

/// What the parser knows of gcc's extensions.
public final class Supported implements Features {
  @Override
  public boolean attribute(String name) {
    return Attributes.HONOURED.contains(name);
  }

  @Override
  public boolean builtin(String name) {
    return Builtins.knows(name);
  }
}

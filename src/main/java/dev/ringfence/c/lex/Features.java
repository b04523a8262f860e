package dev.ringfence.c.lex;

/// What the compiler knows, as `__has_attribute` and `__has_builtin` ask.
public interface Features {
  boolean attribute(String name);

  boolean builtin(String name);
}

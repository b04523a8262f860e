package dev.ringfence.c.lex;

import org.jspecify.annotations.Nullable;

/// Where `#include` finds files.
public interface IncludePath {
  /// The header named in angle brackets, or null.
  @Nullable Source system(String name);

  /// The file named in quotes by another, or null.
  @Nullable Source local(Source from, String name);

  /// What to do about a header that there is not, or null if nothing comes to mind.
  default @Nullable String help(String name) {
    return null;
  }
}

package dev.ringfence.c;

import dev.ringfence.c.lex.IncludePath;
import dev.ringfence.c.lex.Source;
import org.jspecify.annotations.Nullable;

/// For programs that include nothing but headers of the library.
final class NoFiles implements IncludePath {
  static final IncludePath PATH = new NoFiles();

  private NoFiles() {}

  @Override
  public @Nullable Source system(String name) {
    return null;
  }

  @Override
  public @Nullable Source local(Source from, String name) {
    return null;
  }
}

package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Type;
import org.jspecify.annotations.Nullable;

/// What the parser asks of the library.
public interface Library {
  /// Nothing.
  Library NONE =
      new Library() {
        @Override
        public @Nullable Type function(String name) {
          return null;
        }

        @Override
        public @Nullable String header(String name) {
          return null;
        }
      };

  /// The type of a function that it defines, or null.
  @Nullable Type function(String name);

  /// A header that declares a name, or null.
  @Nullable String header(String name);
}

package dev.ringfence.cli;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was tried after a run, by further runs.
///
/// @param name of its part of the JSON document
/// @param content that part
/// @param text the same for people
record Sequel(String name, Object content, String text) {
  /// Those that there are.
  static List<Sequel> all(@Nullable Sequel... some) {
    return Stream.of(some).filter(Objects::nonNull).toList();
  }
}

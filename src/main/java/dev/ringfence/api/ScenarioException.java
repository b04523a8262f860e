package dev.ringfence.api;

import java.util.List;

/// A scenario, or a program in it, is wrong. The message has all that is wrong, each with file,
/// line and column.
public final class ScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> errors;

  ScenarioException(List<String> errors) {
    super(String.join("\n", errors));
    this.errors = List.copyOf(errors);
  }

  /// All that is wrong, one by one.
  public List<String> errors() {
    return errors;
  }
}

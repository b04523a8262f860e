package dev.ringfence.cli;

import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.c.lex.Diagnostic.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/// What is told, on standard error, of texts that are not as they should be.
final class DiagnosticOptions {
  @Option(names = "-w", description = "Gives no warnings.")
  private boolean quiet;

  /// What has been told: variants of a scenario have mostly the same.
  private final Set<String> told = new HashSet<>();

  void tell(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      boolean matters = !quiet || diagnostic.severity() == Severity.ERROR;
      String text = diagnostic.render();
      if (matters && told.add(text)) {
        System.err.println(text);
      }
    }
  }
}

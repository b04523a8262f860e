package dev.ringfence.cli;

import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.c.lex.Diagnostic.Severity;
import java.util.List;
import picocli.CommandLine.Option;

/// What is told, on standard error, of texts that are not as they should be.
final class DiagnosticOptions {
  @Option(names = "-w", description = "Gives no warnings.")
  private boolean quiet;

  void tell(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      if (!quiet || diagnostic.severity() == Severity.ERROR) {
        System.err.println(diagnostic.render());
      }
    }
  }
}

package dev.ringfence.cli;

import dev.ringfence.report.Colours;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/// `--color`: when reports are coloured.
final class ColourOptions {
  /// When to use colours.
  enum When {
    auto,
    always,
    never
  }

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never (default: ${DEFAULT-VALUE}); NO_COLOR is respected.")
  private When color = When.auto;

  Colours colours() {
    return new Colours(color == When.always || color == When.auto && Ansi.AUTO.enabled());
  }
}

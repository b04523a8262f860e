package dev.ringfence.cli;

import dev.ringfence.scenario.Workload;
import dev.ringfence.whatif.Supposition;
import dev.ringfence.whatif.WhatIf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--what-if SUPPOSITION`: what is to be tried once the run has ended.
final class WhatIfOptions {
  @Option(
      names = "--what-if",
      paramLabel = "WHAT",
      description =
          "Runs again with one thing otherwise, and tells how long that is: " + Supposition.FORMS)
  private List<String> wanted = new ArrayList<>();

  /// Whether one is written wrongly, which has then been told on standard error.
  boolean areWrong() {
    try {
      wanted.stream().filter(one -> !one.equals(WhatIf.ALL)).forEach(Supposition::of);
      return false;
    } catch (IllegalArgumentException e) {
      System.err.println("error: " + e.getMessage());
      return true;
    }
  }

  /// What came of it, or null if nothing is to be tried.
  ///
  /// @throws IllegalArgumentException where something is meant that there is not
  @Nullable Sequel tried(Workload workload) {
    if (wanted.isEmpty()) {
      return null;
    }
    WhatIf tried = WhatIf.of(workload, wanted);
    return new Sequel("whatIf", tried, tried.text());
  }
}

package dev.ringfence.cli;

import dev.ringfence.core.Spelling;
import dev.ringfence.scenario.Workload;
import dev.ringfence.whatif.PolicyComparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// `--compare-policies`: which deadlock policies are to be compared once the run has ended.
final class PolicyOptions {
  private static final String ALL = "all";

  @Option(
      names = "--compare-policies",
      paramLabel = "POLICY",
      arity = "0..1",
      parameterConsumer = Names.class,
      description =
          "Runs again with each of these deadlock policies, on the same seed, and compares them:"
              + " none, detect, order, banker, try, timeout (without any: all).")
  private @Nullable List<String> wanted;

  /// Whether one is unknown, which has then been told on standard error.
  boolean areWrong() {
    for (String name : wanted == null ? List.<String>of() : wanted) {
      if (!name.equals(ALL) && !PolicyComparison.names().contains(name)) {
        String near = Spelling.nearest(name, PolicyComparison.names());
        System.err.println(
            "error: no deadlock policy '"
                + name
                + "'"
                + (near == null ? "" : "; did you mean '" + near + "'?"));
        return true;
      }
    }
    return false;
  }

  /// What came of them, or null if none are to be compared.
  @Nullable Sequel compared(Workload workload) {
    if (wanted == null) {
      return null;
    }
    boolean all = wanted.contains(ALL);
    PolicyComparison compared =
        PolicyComparison.of(workload, all ? PolicyComparison.names() : wanted);
    return new Sequel("policies", compared, compared.text());
  }

  /// Takes the word behind the option only if it looks like policies: it may be the scenario.
  static final class Names implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
      boolean given =
          !words.isEmpty()
              && words.peek().matches("[a-z]+(,[a-z]+)*")
              && !Files.exists(Path.of(words.peek()));
      option.setValue(List.of(given ? words.pop().split(",", -1) : new String[] {ALL}));
    }
  }
}

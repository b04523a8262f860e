package dev.ringfence.cli;

import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `ringfence` command.
@Command(
    name = "ringfence",
    description = "Runs C programs as processes on a simulated machine.",
    mixinStandardHelpOptions = true,
    version = "ringfence 0.1.0-SNAPSHOT",
    subcommands = {Run.class, Exec.class, Check.class, Syscalls.class})
public final class Main {
  private Main() {}

  /// Runs the command and exits with its status: 2 for a wrong command line, 70 for a defect of
  /// Ringfence.
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  static int execute(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (problem, _, _) -> {
          System.err.println("ringfence: internal error: " + problem);
          System.err.println("repeat it with: ringfence " + String.join(" ", arguments));
          return 70;
        });
    // An option with an optional value would take the word behind it.
    String[] words =
        Stream.of(arguments)
            .map(word -> word.equals("--strace") ? "--strace=" : word)
            .toArray(String[]::new);
    return line.execute(words);
  }
}

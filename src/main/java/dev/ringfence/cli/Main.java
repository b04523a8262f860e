package dev.ringfence.cli;

import dev.ringfence.recording.Version;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `ringfence` command.
@Command(
    name = "ringfence",
    description = "Runs C programs as processes on a simulated machine.",
    mixinStandardHelpOptions = true,
    version = "ringfence " + Version.NUMBER,
    subcommands = {Run.class, Load.class, Replay.class, Exec.class, Check.class, Syscalls.class})
public final class Main {
  private static final int DEFECT = 70;

  /// Made beforehand: when memory has run out, nothing can be made any more.
  private static final byte[] OUT_OF_MEMORY =
      ("ringfence: out of memory (OutOfMemoryError): the JVM's heap of "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB did not suffice, and nothing is reported; give it more, as with"
              + " RINGFENCE_JAVA_OPTS=-Xmx4g, or run less\n")
          .getBytes(StandardCharsets.UTF_8);

  private Main() {}

  /// Runs the command and exits with its status: 2 for a wrong command line, 70 for a defect of
  /// Ringfence, and when the JVM's memory has run out.
  public static void main(String[] arguments) {
    int status;
    try {
      status = execute(arguments);
    } catch (Error _) {
      Runtime.getRuntime().halt(DEFECT);
      return;
    }
    System.exit(status);
  }

  static int execute(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler((problem, _, _) -> tell(problem, arguments));
    line.setExpandAtFiles(false);
    Objects.requireNonNull(line.getSubcommands().get("exec")).setStopAtPositional(true);
    try {
      return line.execute(arguments);
    } catch (Error e) {
      return tell(e, arguments);
    }
  }

  private static int tell(Throwable problem, String... arguments) {
    if (isOutOfMemory(problem)) {
      return tellOutOfMemory();
    }
    System.err.println("ringfence: internal error: " + problem);
    System.err.println("repeat it with: ringfence " + String.join(" ", arguments));
    return DEFECT;
  }

  private static boolean isOutOfMemory(@Nullable Throwable failure) {
    return failure != null
        && (failure instanceof OutOfMemoryError || isOutOfMemory(failure.getCause()));
  }

  private static int tellOutOfMemory() {
    System.err.write(OUT_OF_MEMORY, 0, OUT_OF_MEMORY.length);
    System.err.flush();
    return DEFECT;
  }
}

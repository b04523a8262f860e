package dev.ringfence.cli;

import dev.ringfence.c.Compiler;
import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.c.lex.IncludePath;
import dev.ringfence.c.lex.Source;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.Limits;
import dev.ringfence.kernel.Machine;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Profile;
import dev.ringfence.scenario.Profiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ringfence exec FILE.c ARGS...`: behaves like the program itself. Its output is the program's bytes,
/// its status the program's, 128 + n for signal n. A program that hangs is told on standard error,
/// with status 1; a program with errors has status 3.
@Command(
    name = "exec",
    description = "Compiles a C program and runs it.",
    mixinStandardHelpOptions = true)
public final class Exec implements Callable<Integer> {
  private static final long MEMORY = 256L << 20;
  private static final long QUANTUM_NANOS = 1_000_000;
  private static final long WINDOW_NANOS = 10_000;

  @Parameters(index = "0", paramLabel = "FILE.c", description = "The program.")
  private Path file = Path.of("");

  @Parameters(index = "1..*", paramLabel = "ARGS", description = "Its arguments.")
  private List<String> arguments = new ArrayList<>();

  @Option(names = "-D", paramLabel = "NAME[=VALUE]", description = "Defines a macro.")
  private List<String> defines = new ArrayList<>();

  @Option(names = "--cpus", description = "How many CPUs (default: ${DEFAULT-VALUE}).")
  private int cpus = 1;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description = "Virtual time after which the run is ended (default: ${DEFAULT-VALUE}).")
  private long limit = 1000;

  @Override
  public Integer call() {
    Profile profile = Profiles.load("x86-64");
    Machine machine =
        new Machine(
            profile,
            MEMORY,
            Math.clamp(cpus, 1, 256),
            profile.cycles(QUANTUM_NANOS),
            profile.cycles(WINDOW_NANOS),
            Machine.IN_ORDER,
            System.console() != null && System.console().isTerminal(),
            new Limits(
                profile.cycles(Math.clamp(limit, 1L, 1_000_000_000L) * 1_000_000_000L),
                Long.MAX_VALUE,
                Long.MAX_VALUE));
    PlainLoop loop = new PlainLoop();
    Kernel kernel = new Kernel(machine, loop, Exec::print);
    Compiler.Result result = compile(kernel);
    if (result == null || result.program() == null) {
      return 3;
    }
    kernel.install(result.program());
    List<String> argv = new ArrayList<>(List.of(file.toString()));
    argv.addAll(arguments);
    String name = result.program().name();
    Process process = kernel.create(name, "/bin/" + name, argv, 0, 1);
    loop.serve(kernel);
    System.out.flush();
    return status(kernel, process);
  }

  private Compiler.@Nullable Result compile(Kernel kernel) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      System.err.println("error: cannot read " + file + " as UTF-8 text");
      return null;
    }
    String name = file.getFileName().toString().replaceAll("\\.c$", "");
    Source source = new Source(file.toString(), text, false);
    Compiler.Result result =
        new Compiler(kernel.calls()).compile(name, source, new Beside(), macros());
    for (Diagnostic diagnostic : result.diagnostics()) {
      System.err.println(diagnostic.render());
    }
    return result;
  }

  private Map<String, String> macros() {
    Map<String, String> macros = new HashMap<>();
    for (String define : defines) {
      int equals = define.indexOf('=');
      macros.put(
          equals < 0 ? define : define.substring(0, equals),
          equals < 0 ? "1" : define.substring(equals + 1));
    }
    return macros;
  }

  /// Files included in quotes lie beside the file that includes them.
  private static final class Beside implements IncludePath {
    @Override
    public @Nullable Source system(String name) {
      return null;
    }

    @Override
    public @Nullable Source local(Source from, String name) {
      Path path = Path.of(from.name()).resolveSibling(name);
      try {
        return Files.isRegularFile(path)
            ? new Source(path.toString(), Files.readString(path), false)
            : null;
      } catch (IOException _) {
        return null;
      }
    }
  }

  private static void print(Event event) {
    if (event instanceof Event.ConsoleWritten written) {
      PrintStream stream = written.stream() == 2 ? System.err : System.out;
      byte[] bytes = written.text().getBytes(StandardCharsets.ISO_8859_1);
      stream.write(bytes, 0, bytes.length);
      stream.flush();
    }
  }

  private int status(Kernel kernel, Process process) {
    if (!kernel.stoppedBy().isEmpty()) {
      System.err.println("ringfence: stopped: the limit of virtual time was reached (--limit)");
      return 1;
    }
    boolean hung = false;
    for (Process other : kernel.processes().all()) {
      for (Task task : other.tasks) {
        hung = true;
        int line = task.context().userLine();
        System.err.println(
            "ringfence: %s (%d) hangs at %s: %s"
                .formatted(
                    other.name(),
                    other.pid(),
                    task.context().program().placeOf(line),
                    task.waitsFor));
      }
    }
    if (hung) {
      return 1;
    }
    int signal = process.status & 0x7F;
    return signal == 0 ? process.status >> 8 : 128 + signal;
  }
}

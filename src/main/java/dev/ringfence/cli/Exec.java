package dev.ringfence.cli;

import dev.ringfence.actor.ActorRun;
import dev.ringfence.actor.ActorRuntime;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Source;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.access.Account;
import dev.ringfence.kernel.access.Accounts;
import dev.ringfence.kernel.fs.Ownership;
import dev.ringfence.kernel.process.Rights;
import dev.ringfence.kernel.sched.Schedule;
import dev.ringfence.report.Colours;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.Outcome.ProcessEnd;
import dev.ringfence.report.TextReport;
import dev.ringfence.report.observation.Observation;
import dev.ringfence.report.observation.Observer;
import dev.ringfence.report.output.Ended;
import dev.ringfence.report.output.Form;
import dev.ringfence.scenario.NetworkSpec;
import dev.ringfence.scenario.Profiles;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Scenario.Expectations;
import dev.ringfence.scenario.Scenario.FileSpec;
import dev.ringfence.scenario.Scenario.Hardware;
import dev.ringfence.scenario.Scenario.Limit;
import dev.ringfence.scenario.Scenario.ProcessSpec;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.SourceFiles;
import dev.ringfence.scenario.Workload;
import dev.ringfence.scenario.read.Defaults;
import dev.ringfence.user.Translations;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringfence exec FILE.c ARGS...`: behaves like the program itself. Its output is the program's
/// bytes, its status the program's, 128 + n for signal n. What signal has ended a program and that
/// it hangs, then with status 1, is told on standard error; a program with errors has status 3.
@Command(
    name = "exec",
    description = "Compiles a C program and runs it.",
    mixinStandardHelpOptions = true)
public final class Exec implements Callable<Integer> {
  private static final long SECOND = 1_000_000_000;
  private static final int FIRST_PID = 2;

  /// So many processes that were killed since memory was out are told.
  private static final int MOST_KILLINGS = 5;

  /// Options of `exec` that programs seldom have.
  private static final List<String> HARDLY_THE_PROGRAMS =
      List.of("--sanitize", "--races", "--strace", "--machine", "--interpreter");

  @Parameters(index = "0", paramLabel = "FILE.c", description = "The program.")
  private Path file = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "ARGS",
      description = "Its arguments: all that stands behind FILE.c.")
  private List<String> arguments = new ArrayList<>();

  @Mixin private TrapOptions trapping = new TrapOptions();

  @Mixin private TraceOptions trace = new TraceOptions();

  @Mixin private ReportFiles outputs = new ReportFiles();

  @Mixin private DiagnosticOptions warnings = new DiagnosticOptions();

  @Option(
      names = "--races",
      description = "Tells of accesses to shared memory that nothing orders, on standard error.")
  private boolean races;

  @Option(names = "-D", paramLabel = "NAME[=VALUE]", description = "Defines a macro.")
  private List<String> defines = new ArrayList<>();

  @Option(
      names = "--file",
      paramLabel = "PATH",
      description = "Puts a copy of a file where the program begins; may be given several times.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--sanitize", description = "Checks each access to the heap.")
  private boolean sanitize;

  @Option(
      names = "--machine",
      paramLabel = "PROFILE",
      description = "The machine, one of ${COMPLETION-CANDIDATES} (default: x86-64).",
      completionCandidates = ProfileNames.class)
  private String machine = Defaults.machine().profile();

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "To whom the process belongs: user, root or a number (default: user).")
  private String user = Account.USER.name();

  @Option(names = "--cpus", description = "How many CPUs (default: ${DEFAULT-VALUE}).")
  private int cpus = 1;

  @Option(names = "--interpreter", description = "Translates no code to JVM classes.")
  private boolean interpreter;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description = "CPU time after which the program is ended (default: none).")
  private long limit = Long.MAX_VALUE / SECOND;

  /// Why a run is stopped whose output has nowhere to go.
  private static final String NOBODY_READS = "nobody reads its output";

  private int killings;
  private Runnable brokenOutput = () -> {};

  @Spec private CommandSpec spec = CommandSpec.create();

  /// The machines that there are.
  private static final class ProfileNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Profiles.names().iterator();
    }
  }

  @Override
  public Integer call() {
    if (outputs.areWrong(Form::takesPrograms, "needs a scenario: ringfence run")) {
      return 2;
    }
    tellOfOwnOptions();
    try (ReportFiles _ = outputs;
        Interrupt interrupt = Interrupt.listen();
        ActorRuntime runtime = ActorRuntime.start(1)) {
      Workload workload = load();
      int status = workload == null ? 3 : run(workload, runtime, interrupt);
      outputs.finish();
      return status;
    }
  }

  /// Says which arguments of the program look like options that were meant for `exec`.
  private void tellOfOwnOptions() {
    for (String argument : arguments) {
      String option = argument.replaceFirst("=.*", "");
      if (HARDLY_THE_PROGRAMS.contains(option)) {
        System.err.println(
            "ringfence: "
                + option
                + " behind "
                + file
                + " goes to the program; for ringfence it stands before "
                + file);
      }
    }
  }

  private int run(Workload workload, ActorRuntime runtime, Interrupt interrupt) {
    Observation observation =
        Observation.ofEnds(workload)
            .add(Observer.of(this::print))
            .add(Observer.asking(kernel -> kernel.processes().streams().input(Exec::read)))
            .add(trace);
    if (races) {
      observation.detectRaces();
    }
    outputs.addTo(observation);
    ActorRun run = new ActorRun(observation::simulation, observation.events());
    interrupt.stops(() -> run.stop("interrupted"));
    brokenOutput = () -> run.stop(NOBODY_READS);
    Simulation simulation;
    try (observation) {
      simulation = run.run(runtime, trapping.way(1));
    }
    System.out.flush();
    Outcome outcome = observation.outcome(simulation);
    if (races) {
      System.err.print(TextReport.ofRaces(outcome, new Colours(false)));
    }
    outputs.ended(
        () ->
            new Ended(
                simulation,
                outcome,
                outcome,
                TextReport.of(outcome, "ringfence exec " + file, new Colours(false)),
                "ringfence exec " + file));
    return status(outcome);
  }

  private @Nullable Workload load() {
    Diagnostics found = new Diagnostics();
    SourceFiles disk = SourceFiles.ofDisk();
    Source source = disk.read(file, found);
    if (source == null) {
      warnings.tell(found.all());
      return null;
    }
    Map<String, FileSpec> provided = provided(disk);
    if (provided == null) {
      return null;
    }
    if (!Profiles.names().contains(machine)) {
      throw new ParameterException(
          spec.commandLine(),
          "no machine '" + machine + "': one of " + String.join(", ", Profiles.names()));
    }
    Hardware given = Defaults.machine(machine);
    String name = file.getFileName().toString().replaceAll("\\.c$", "");
    List<String> words = new ArrayList<>(List.of("./" + name));
    words.addAll(arguments);
    Scenario scenario =
        new Scenario(
            file,
            name,
            "",
            List.of(),
            null,
            new Hardware(
                machine,
                Math.clamp(cpus, 1, Hardware.MOST_CPUS),
                given.memory(),
                given.quantum(),
                given.window(),
                given.crossing(),
                given.addressing(),
                given.paging()),
            macros(),
            List.of(
                new ProcessSpec(
                    name,
                    1,
                    source,
                    false,
                    words,
                    ProcessSpec.environment(Defaults.environment()),
                    user(),
                    Ownership.PROGRAM,
                    Rights.NONE,
                    Schedule.Wish.USUAL,
                    0,
                    null)),
            Accounts.USUAL,
            provided,
            null,
            Defaults.deadlock(),
            Defaults.ipc(),
            NetworkSpec.alone(),
            List.of(),
            List.of(),
            null,
            Expectations.USUAL,
            new Limit(
                Long.MAX_VALUE / 4,
                Math.clamp(limit, 1, Long.MAX_VALUE / SECOND) * SECOND,
                Long.MAX_VALUE,
                Defaults.limit().livelock()),
            List.of(),
            1);
    boolean terminal = System.console() != null && System.console().isTerminal();
    Workload.Result result = Workload.of(disk, scenario, terminal, sanitize);
    warnings.tell(result.diagnostics());
    Workload workload = result.workload();
    if (workload == null) {
      tellOfOtherSources(disk);
    }
    return workload == null || !interpreter ? workload : workload.with(Translations.none());
  }

  /// Says what to do with further source files, which are arguments of the program.
  private void tellOfOtherSources(SourceFiles disk) {
    for (String argument : arguments) {
      if (argument.endsWith(".c") && disk.has(Path.of(argument))) {
        System.err.println(
            "ringfence: only " + file + " was compiled; it may #include \"" + argument + "\"");
      }
    }
  }

  private Account user() {
    Account named = Accounts.USUAL.user(user);
    if (named == null && !user.matches("[0-9]{1,9}")) {
      throw new ParameterException(
          spec.commandLine(), "no user '" + user + "': user, root or a number");
    }
    return named == null ? Accounts.USUAL.user(Integer.parseInt(user)) : named;
  }

  /// The files asked for, or null, with a message, if one is not there.
  private @Nullable Map<String, FileSpec> provided(SourceFiles disk) {
    Map<String, FileSpec> provided = new LinkedHashMap<>();
    for (Path path : files) {
      byte[] bytes = disk.bytes(path);
      if (bytes == null) {
        System.err.println("ringfence: cannot read " + path);
        return null;
      }
      provided.put(path.getFileName().toString(), new FileSpec(bytes, Ownership.FILE));
    }
    return provided;
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

  private static int read(byte[] buffer) {
    try {
      return Math.max(0, System.in.read(buffer));
    } catch (IOException _) {
      return 0;
    }
  }

  private void print(Event event) {
    if (event instanceof Event.ConsoleWritten written) {
      PrintStream stream = written.stream() == 2 ? System.err : System.out;
      byte[] bytes = written.text().getBytes(StandardCharsets.ISO_8859_1);
      stream.write(bytes, 0, bytes.length);
      if (stream.checkError()) {
        brokenOutput.run();
        brokenOutput = () -> {};
      }
    } else if (event instanceof Event.OutOfMemory killed && ++killings <= MOST_KILLINGS) {
      System.err.println("ringfence: out of memory: killed process " + killed.pid());
    }
  }

  private static int status(Outcome outcome) {
    if (outcome.crash() != null) {
      System.err.print(TextReport.ofCrash(outcome, new Colours(false)));
      return 1;
    }
    if (!outcome.stuck().isEmpty()) {
      System.err.print(TextReport.ofStuck(outcome, new Colours(false)));
      return 1;
    }
    if (outcome.stoppedBy().equals(NOBODY_READS)) {
      return 128 + Signal.SIGPIPE.number();
    }
    if (!outcome.stoppedBy().isEmpty()) {
      System.err.println(
          outcome.outcome().equals("interrupted")
              ? "ringfence: interrupted"
              : "ringfence: stopped by "
                  + outcome.stoppedBy()
                  + "; the usual cause is an endless loop");
      return 1;
    }
    ProcessEnd end = outcome.processes().getFirst();
    if (end.pid() != FIRST_PID) {
      throw new IllegalStateException("the first process is " + end.pid());
    }
    Integer exit = end.exit();
    return end.signal() != null ? ended(end.signal(), outcome) : exit == null ? 1 : exit;
  }

  /// Tells, as a shell does, which signal has ended the program, and what fault sent it.
  private static int ended(String signal, Outcome outcome) {
    System.err.println("ringfence: ended by " + signal);
    System.err.print(TextReport.ofFaults(outcome, FIRST_PID, new Colours(false)));
    return 128 + Signal.valueOf(signal).number();
  }
}

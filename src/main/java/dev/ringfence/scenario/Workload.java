package dev.ringfence.scenario;

import dev.ringfence.c.Compiler;
import dev.ringfence.c.Program;
import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.IncludePath;
import dev.ringfence.c.lex.Source;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.Limits;
import dev.ringfence.kernel.Machine;
import dev.ringfence.kernel.deadlock.DeadlockPolicy;
import dev.ringfence.kernel.fs.Ownership;
import dev.ringfence.kernel.fs.Peripheral;
import dev.ringfence.kernel.process.Hypothesis;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.sched.Hold;
import dev.ringfence.kernel.tty.TerminalSpec;
import dev.ringfence.machine.Profile;
import dev.ringfence.scenario.Scenario.ProcessSpec;
import dev.ringfence.scenario.read.Defaults;
import dev.ringfence.scenario.read.ScenarioReader;
import dev.ringfence.user.Translations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A scenario that is ready to run: its programs compiled, its machine described.
///
/// @param programs one for each of the scenario's processes
/// @param translations of these programs
/// @param hypothesis what the run supposes of objects
/// @param holds where the run is led another way than the scheduler's own
/// @param origin from what it was read, or null if not from a scenario's file
public record Workload(
    Scenario scenario,
    Profile profile,
    Machine machine,
    List<Program> programs,
    Translations translations,
    Hypothesis hypothesis,
    List<Hold> holds,
    @Nullable Origin origin) {

  /// From what a workload was read, which is all that decides what it does.
  ///
  /// @param settings "path=value" each
  /// @param files by path: the scenario's, and all that it refers to
  public record Origin(List<String> settings, boolean sanitize, Map<String, byte[]> files) {}

  /// What came of compiling: a workload unless there were errors.
  public record Result(@Nullable Workload workload, List<Diagnostic> diagnostics) {}

  /// Reads a scenario's file and compiles its programs. All that is wrong in them is told at once.
  ///
  /// @param variant of those that the scenario has, or null
  /// @param settings "path=value" each, which override what the file says
  /// @param terminal whether programs shall find a terminal
  /// @param sanitize whether their accesses to the heap shall be checked
  public static Result read(
      Path file,
      @Nullable String variant,
      List<String> settings,
      boolean terminal,
      boolean sanitize) {
    return read(SourceFiles.ofDisk(), file, variant, settings, terminal, sanitize);
  }

  /// The same with files that need not be on the disk.
  ///
  /// @param files where the scenario is, and all that it refers to
  public static Result read(
      SourceFiles files,
      Path file,
      @Nullable String variant,
      List<String> settings,
      boolean terminal,
      boolean sanitize) {
    Diagnostics found = new Diagnostics();
    Scenario scenario = ScenarioReader.read(files, file, variant, settings, found);
    if (scenario == null) {
      return new Result(null, found.all());
    }
    Result result = of(files, scenario, terminal, sanitize);
    List<Diagnostic> all = new ArrayList<>(found.all());
    all.addAll(result.diagnostics());
    Workload workload = found.hasErrors() ? null : result.workload();
    Origin origin = new Origin(List.copyOf(settings), sanitize, Map.copyOf(files.all()));
    return new Result(workload == null ? null : workload.from(origin), all);
  }

  /// Compiles a scenario's programs.
  ///
  /// @param files where the files are that they include
  /// @param terminal whether programs shall find a terminal
  /// @param sanitize whether their accesses to the heap shall be checked
  public static Result of(
      SourceFiles files, Scenario scenario, boolean terminal, boolean sanitize) {
    Profile profile = Profiles.load(scenario.machine().profile(), scenario.machine().addressing());
    Compiler compiler = new Compiler(Kernel.declarations(profile), profile.model(), sanitize);
    List<Program> programs = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (ProcessSpec process : scenario.processes()) {
      IncludePath beside = new Beside(files);
      Map<String, String> macros = process.macros(scenario.define());
      Compiler.Result result =
          process.body()
              ? compiler.compileBody(process.name(), process.text(), beside, macros)
              : compiler.compile(process.name(), process.text(), beside, macros);
      diagnostics.addAll(result.diagnostics());
      if (result.program() != null) {
        programs.add(result.program());
      }
    }
    boolean complete = programs.size() == scenario.processes().size();
    return new Result(
        complete
            ? new Workload(
                scenario,
                profile,
                machine(scenario, profile, terminal),
                programs,
                Defaults.translates() ? Translations.of(profile) : Translations.none(),
                Hypothesis.NONE,
                scenario.holds().stream().map(hold -> hold.of(profile)).toList(),
                null)
            : null,
        diagnostics);
  }

  private static Machine machine(Scenario scenario, Profile profile, boolean terminal) {
    Scenario.Hardware hardware = scenario.machine();
    Scenario.Limit limit = scenario.limit();
    return new Machine(
        profile,
        hardware.memory(),
        hardware.cpus(),
        profile.cycles(hardware.quantum()),
        profile.cycles(hardware.window()),
        scenario.seed(),
        terminal,
        new Limits(profile.cycles(limit.time()), profile.cycles(limit.cpu()), limit.events()),
        hardware.crossing(),
        hardware.paging().of(profile),
        scenario.ipc(),
        scenario.network().of(profile));
  }

  /// The same, with other translations, or none.
  public Workload with(Translations how) {
    return new Workload(scenario, profile, machine, programs, how, hypothesis, holds, origin);
  }

  /// The same with something else done about deadlocks.
  public Workload under(DeadlockPolicy policy) {
    return new Workload(
        scenario.under(policy),
        profile,
        machine,
        programs,
        translations,
        hypothesis,
        holds,
        origin);
  }

  /// The same on another machine.
  public Workload on(Machine other) {
    return new Workload(
        scenario, profile, other, programs, translations, hypothesis, holds, origin);
  }

  /// The same with so many CPUs more, on which `compute` takes another time where these lines say
  /// so ([Program#paced]).
  public Workload supposing(Hypothesis what, int moreCpus, Map<String, Integer> paces) {
    boolean paced = !paces.isEmpty();
    return new Workload(
        scenario,
        profile,
        machine.withCpus(machine.cpus() + moreCpus),
        paced ? programs.stream().map(program -> program.paced(paces)).toList() : programs,
        paced && Defaults.translates() ? Translations.of(profile) : translations,
        what,
        holds,
        origin);
  }

  /// The same, led another way.
  public Workload directed(List<Hold> by) {
    return new Workload(
        scenario, profile, machine, programs, translations, hypothesis, List.copyOf(by), origin);
  }

  private Workload from(Origin where) {
    return new Workload(
        scenario, profile, machine, programs, translations, hypothesis, holds, where);
  }

  /// Installs the programs and creates the processes.
  ///
  /// @throws IllegalArgumentException when the machine's memory does not suffice for them
  public void loadInto(Kernel kernel) {
    kernel.processes().residents().translate(translations);
    kernel.processes().suppose(hypothesis);
    if (!holds.isEmpty()) {
      kernel.direct(holds);
    }
    for (int i = 0; i < programs.size(); i++) {
      Ownership own = scenario.processes().get(i).own();
      kernel.processes().programs().install(programs.get(i), own);
    }
    Utilities.installInto(kernel, profile.model());
    List<NetworkSpec.HostSpec> hosts = scenario.network().hosts();
    for (int i = 0; i < hosts.size(); i++) {
      int host = i;
      hosts
          .get(i)
          .files()
          .forEach((name, f) -> kernel.parts().files().provide(host, name, f.bytes(), f.own()));
    }
    scenario
        .files()
        .forEach((name, f) -> kernel.processes().provide(name, f.bytes(), true, f.own()));
    for (Peripheral.Spec device : scenario.devices()) {
      double perByte =
          device.bytesPerSecond() == 0
              ? 0
              : (double) profile.cycles(1_000_000_000) / device.bytesPerSecond();
      kernel.parts().files().attach(device, perByte);
    }
    for (TerminalSpec terminal : scenario.terminals()) {
      kernel.parts().terminals().add(terminal, hostOf(terminal));
    }
    kernel.processes().settle(scenario.accounts());
    if (scenario.policy() != null) {
      kernel.processes().policy().enforce(scenario.policy());
    }
    kernel.parts().lockGuard().enforce(scenario.deadlock(), victim -> startAgain(kernel, victim));
    for (ProcessSpec process : scenario.processes()) {
      provideSource(kernel, process.text());
      for (int i = 0; i < process.count(); i++) {
        start(kernel, process, i);
      }
    }
  }

  /// The host of the process whose terminal it is, or else the first.
  private int hostOf(TerminalSpec terminal) {
    return scenario.processes().stream()
        .filter(process -> terminal.name().equals(process.terminal()))
        .mapToInt(ProcessSpec::host)
        .findFirst()
        .orElse(0);
  }

  private static void start(Kernel kernel, ProcessSpec process, int index) {
    Process made =
        kernel.create(
            process.name(),
            "/bin/" + process.name(),
            process.arguments(),
            process.environment(),
            index,
            process.count());
    kernel.processes().creation().grant(made, process.user(), process.rights());
    kernel.parts().priorities().set(made.tasks.getFirst(), process.scheduling());
    kernel.place(made, process.host());
    if (process.terminal() != null) {
      kernel.parts().terminals().give(made, process.terminal());
    }
  }

  /// Starts a process as one that has ended was started. False if there is no memory.
  private boolean startAgain(Kernel kernel, Process ended) {
    try {
      for (ProcessSpec process : scenario.processes()) {
        if (process.name().equals(ended.name())) {
          start(kernel, process, ended.index());
        }
      }
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Processes find the C file that they were made of, as beside a program that was just compiled.
  private static void provideSource(Kernel kernel, Source source) {
    String name = String.valueOf(Path.of(source.name()).getFileName());
    if (name.endsWith(".c")) {
      byte[] bytes = source.text().getBytes(StandardCharsets.UTF_8);
      kernel.processes().provide(name, bytes, false, Ownership.FILE);
    }
  }

  /// Files included in quotes lie beside the file that includes them.
  private record Beside(SourceFiles files) implements IncludePath {
    @Override
    public @Nullable Source system(String name) {
      return null;
    }

    @Override
    public @Nullable Source local(Source from, String name) {
      Path path = Path.of(from.name()).resolveSibling(name);
      byte[] bytes = files.bytes(path);
      return bytes == null ? null : new Source(path.toString(), Source.decode(bytes), false);
    }
  }
}

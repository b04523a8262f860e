package dev.ringfence.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Source;
import dev.ringfence.core.Spelling;
import dev.ringfence.kernel.Crossing;
import dev.ringfence.kernel.access.Account;
import dev.ringfence.kernel.access.Accounts;
import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.deadlock.DeadlockPolicy;
import dev.ringfence.kernel.fs.Ownership;
import dev.ringfence.kernel.fs.Peripheral;
import dev.ringfence.kernel.ipc.IpcLimits;
import dev.ringfence.kernel.process.Rights;
import dev.ringfence.kernel.sched.Schedule;
import dev.ringfence.machine.Addressing;
import dev.ringfence.scenario.Scenario.Expectations;
import dev.ringfence.scenario.Scenario.FileSpec;
import dev.ringfence.scenario.Scenario.Hardware;
import dev.ringfence.scenario.Scenario.Limit;
import dev.ringfence.scenario.Scenario.ProcessSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a scenario file, and tells of everything that is wrong in it at once.
public final class ScenarioReader {
  private static final long MOST_PROCESSES = 1_000_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final Pattern MAIN = Pattern.compile("\\bmain\\s*\\(");

  /// The instruction that makes a system call.
  private enum Entry {
    SYSCALL,
    INT80
  }

  private final SourceFiles files;
  private final Path file;
  private final @Nullable String variant;
  private final Diagnostics diagnostics;
  private Source source;
  private Accounts accounts = Accounts.USUAL;
  private final Map<String, List<DeadlockPolicy.Claim>> claims = new TreeMap<>();
  private TerminalsReader terminals = TerminalsReader.none();

  private ScenarioReader(
      SourceFiles files, Path file, @Nullable String variant, Diagnostics diagnostics) {
    this.files = files;
    this.file = file;
    this.variant = variant;
    this.diagnostics = diagnostics;
    this.source = new Source(file.toString(), "", false);
  }

  /// The scenario in a file, as far as it is right: what is wrong is left out, and told.
  ///
  /// @param variant of those that the file has, whose keys override the others; or null for none
  /// @param settings "path=value" each, which override what the file says
  /// @return null when there is no scenario to be seen at all
  static @Nullable Scenario read(
      SourceFiles files,
      Path file,
      @Nullable String variant,
      List<String> settings,
      Diagnostics diagnostics) {
    try {
      return new ScenarioReader(files, file, variant, diagnostics).read(settings);
    } catch (Diagnostics.TooMany _) {
      return null;
    }
  }

  private @Nullable Scenario read(List<String> settings) {
    Source text = files.read(file, diagnostics);
    if (text == null) {
      return null;
    }
    source = text;
    Config unresolved = parse(text.text());
    if (unresolved == null) {
      return null;
    }
    if (variant != null) {
      unresolved = varied(unresolved, variant);
    }
    if (unresolved == null) {
      return null;
    }
    for (String setting : settings) {
      Config one = setting(setting);
      if (one == null) {
        return null;
      }
      unresolved = one.withFallback(unresolved);
    }
    try {
      Config resolved = unresolved.resolve();
      return root(new Keys(source, diagnostics, "", resolved.root(), unresolved.root()));
    } catch (ConfigException e) {
      Includes.tell(e, source, diagnostics);
      return null;
    } catch (StackOverflowError _) {
      diagnostics.error(source.place(1, ""), "nested too deeply", "in this file");
      return null;
    }
  }

  private @Nullable Config parse(String text) {
    try {
      return ConfigFactory.parseString(text, Includes.options(files, file));
    } catch (ConfigException e) {
      Includes.tell(e, source, diagnostics);
    } catch (StackOverflowError _) {
      diagnostics.error(source.place(1, ""), "nested too deeply", "in this file");
    }
    return null;
  }

  /// The scenario with the keys of a variant in front; null if there is no such variant.
  private @Nullable Config varied(Config scenario, String name) {
    ConfigObject variants =
        scenario.root().get("variants") instanceof ConfigObject found
            ? found
            : ConfigFactory.empty().root();
    if (variants.get(name) instanceof ConfigObject own) {
      return own.toConfig().withFallback(scenario);
    }
    String near = Spelling.nearest(name, variants.keySet());
    Source line = new Source(Keys.COMMAND_LINE, "--variant " + name, false);
    diagnostics.error(
        line.place(1, name),
        "no variant '" + name + "'",
        "not in " + file,
        near == null
            ? "variants: " + String.join(", ", new TreeSet<>(variants.keySet()))
            : "did you mean '" + near + "'?");
    return null;
  }

  private @Nullable Config setting(String text) {
    try {
      Config config =
          ConfigFactory.parseString(
              text, ConfigParseOptions.defaults().setOriginDescription(Keys.COMMAND_LINE));
      if (text.contains("=")) {
        return config;
      }
    } catch (ConfigException _) {
      // Told below, as a setting without a value is.
    }
    Source line = new Source(Keys.COMMAND_LINE, text, false);
    diagnostics.error(line.place(1, text), "expected PATH=VALUE", "here");
    return null;
  }

  private Scenario root(Keys keys) {
    String title = keys.string("title", file.getFileName().toString());
    String about = keys.string("about", "");
    List<String> variants = keys.object("variants").names();
    List<String> names = keys.object("processes").names();
    boolean loads = keys.has("load");
    LoadSpec load = loads ? LoadReader.read(keys.object("load"), names) : null;
    accounts = AccountsReader.read(keys.object("users"), keys.object("groups"));
    NetworkSpec network =
        NetworkReader.read(
            keys, Defaults.network(), block -> FilesReader.read(block, files, file, accounts));
    Hardware machine = machine(keys.object("machine"), load, network.cpus());
    Map<String, String> define = define(keys.object("define"));
    Collection<String> templates = loads ? LoadReader.templates(keys.object("load")) : List.of();
    List<Peripheral.Spec> devices = DevicesReader.read(keys.object("devices"));
    terminals = new TerminalsReader(keys.object("terminals"), devices);
    List<ProcessSpec> processes = processes(keys, templates, network);
    Map<String, FileSpec> provided = FilesReader.read(keys.object("files"), files, file, accounts);
    List<Policy.Rule> policy =
        keys.has("policy") ? PolicyReader.read(keys.object("policy"), names) : null;
    DeadlockPolicy deadlock =
        DeadlockReader.read(keys.object("deadlock"), Defaults.deadlock(), claims);
    IpcLimits ipc = IpcReader.read(keys.object("ipc"), Defaults.ipc());
    Expectations expect =
        ExpectReader.read(keys.object("expect"), names, processes, loads ? templates : null);
    Limit limit = limit(keys.object("limit"), loads);
    List<HoldSpec> holds = HoldsReader.read(keys);
    long seed = keys.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1);
    keys.finish();
    return new Scenario(
        file,
        title,
        about,
        variants,
        variant,
        machine,
        define,
        processes,
        accounts,
        provided,
        policy,
        deadlock,
        ipc,
        network,
        devices,
        terminals.all(),
        load,
        expect,
        limit,
        holds,
        seed);
  }

  /// @param ofHosts how many CPUs the hosts have, 0 without hosts
  private Hardware machine(Keys keys, @Nullable LoadSpec load, int ofHosts) {
    String profile = keys.string("profile", Defaults.machine().profile());
    if (!Profiles.names().contains(profile)) {
      keys.wrong("profile", "expected one of " + String.join(", ", Profiles.names()));
      profile = Defaults.machine().profile();
    }
    Hardware given =
        load == null ? Defaults.machine(profile) : Defaults.machine(profile, load.crowd());
    if (!keys.string("scheduler", "round-robin").equals("round-robin")) {
      keys.wrong("scheduler", "expected round-robin");
    }
    int cpus = (int) keys.integer("cpus", 1, Hardware.MOST_CPUS, given.cpus());
    if (ofHosts > 0) {
      if (keys.has("cpus")) {
        keys.wrong("cpus", "the hosts have the CPUs");
      }
      cpus = Math.min(ofHosts, Hardware.MOST_CPUS);
    }
    Addressing addressing = AddressingReader.mode(keys, given);
    long memory = AddressingReader.memory(keys, given, addressing);
    long quantum = keys.duration("quantum", 1000, given.quantum());
    long window = keys.duration("window", 100, given.window());
    Crossing crossing = crossing(keys, profile, addressing, given.crossing());
    Paging paging = PagingReader.read(keys, given.paging());
    PagingReader.checkPool(keys, Profiles.load(profile, addressing), memory, paging);
    if (addressing.isSegmented() && paging.swap() > 0) {
      keys.wrong("swap", "the " + profile + " has no pages that could be put away");
    }
    if (addressing.isSegmented() && paging.randomised()) {
      keys.wrong("aslr", "the parts of a segment of the " + profile + " cannot be moved");
    }
    keys.finish();
    return new Hardware(profile, cpus, memory, quantum, window, crossing, addressing, paging);
  }

  private static Crossing crossing(
      Keys keys, String profile, Addressing addressing, Crossing given) {
    Entry usual = given.byGate() ? Entry.INT80 : Entry.SYSCALL;
    Entry entry = keys.choice("system-call", Entry.class, usual);
    boolean isolates = keys.truth("kernel-page-table-isolation", given.isolates());
    boolean smep = keys.truth("smep", given.smep());
    boolean smap = keys.truth("smap", given.smap());
    if (addressing.isSegmented() && entry == Entry.SYSCALL) {
      keys.wrong("system-call", "the " + profile + " has no syscall instruction");
    }
    if (addressing.isSegmented() && isolates) {
      keys.wrong("kernel-page-table-isolation", "the " + profile + " has no page tables");
    }
    for (String later : List.of("smep", "smap")) {
      if (keys.has(later) && !profile.equals("x86-64")) {
        keys.wrong(later, "only x86-64 has it");
      }
    }
    return new Crossing(entry == Entry.INT80, isolates, smep, smap);
  }

  private Limit limit(Keys keys, boolean loads) {
    Limit given = loads ? Limit.NONE : Defaults.limit();
    Limit limit =
        new Limit(
            keys.duration("time", 1, given.time()),
            keys.duration("cpu", 1, given.cpu()),
            keys.integer("events", 1, Long.MAX_VALUE, given.events()),
            keys.duration("livelock", 0, given.livelock()));
    keys.finish();
    return limit;
  }

  private static Map<String, String> define(Keys keys) {
    Map<String, String> define = new TreeMap<>();
    for (String name : keys.names()) {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        keys.wrong(name, "a macro needs a name of letters, digits and underscores");
      }
      define.put(name, keys.string(name, ""));
    }
    return define;
  }

  /// @param templates names of those that only the load begins
  private List<ProcessSpec> processes(
      Keys root, Collection<String> templates, NetworkSpec network) {
    if (!root.has("processes")) {
      root.missing("processes");
      return List.of();
    }
    Keys keys = root.object("processes");
    List<ProcessSpec> processes = new ArrayList<>();
    for (String name : keys.names()) {
      if (!NAME.matcher(name).matches()) {
        keys.wrong(name, "a process needs a name of letters, digits, '.', '_' and '-'");
      }
      Keys one = keys.object(name);
      if (templates.contains(name) && one.has("count")) {
        one.wrong("count", "the load decides how many there are");
      }
      ProcessSpec process = process(name, one, templates.contains(name) ? 0 : 1, network);
      if (process != null) {
        processes.add(process);
      }
    }
    long total = processes.stream().mapToLong(ProcessSpec::count).sum();
    if (total == 0 && templates.isEmpty() && !diagnostics.hasErrors()) {
      root.wrong("processes", "there is no process to start");
    } else if (total > MOST_PROCESSES) {
      root.wrong("processes", "more than " + MOST_PROCESSES + " processes");
    }
    return processes;
  }

  /// @return null when there is no program
  private @Nullable ProcessSpec process(String name, Keys keys, int usual, NetworkSpec network) {
    int count = (int) keys.integer("count", 0, MOST_PROCESSES, usual);
    List<String> arguments = new ArrayList<>(List.of(name));
    arguments.addAll(keys.strings("args"));
    Source text = null;
    boolean body = false;
    boolean missing = !keys.has("program");
    if (!missing) {
      String program = keys.string("program", "");
      if (program.endsWith(".c") && !program.contains("\n") && !program.contains("(")) {
        Path path = file.resolveSibling(program);
        if (!files.has(path)) {
          keys.wrong("program", "no such file: " + path);
        } else {
          text = files.read(path, diagnostics);
        }
      } else {
        text = embedded(program, keys.line("program"));
        body = !MAIN.matcher(program).find();
      }
    }
    Account user = AccountsReader.user(keys, "user", accounts, Account.USER);
    List<String> environment = environment(keys.object("env"), user);
    Keys binary = keys.object("file");
    Ownership own = AccountsReader.ownership(binary, accounts, Ownership.PROGRAM);
    binary.finish();
    Rights rights = RightsReader.read(keys);
    Schedule.Wish wish = SchedulingReader.read(keys.object("scheduling"));
    int host = NetworkReader.hostOf(keys, network);
    String terminal = terminals.ofProcess(keys, count);
    if (keys.has("claims")) {
      claims.put(name, DeadlockReader.claims(keys.object("claims"), count));
    }
    keys.finish();
    if (missing) {
      // Of two errors at one place the first is told: a key that is misspelt says more.
      keys.missing("program");
    }
    return text == null
        ? null
        : new ProcessSpec(
            name,
            count,
            text,
            body,
            arguments,
            environment,
            user,
            own,
            rights,
            wish,
            host,
            terminal);
  }

  /// What a login gives, with what the scenario sets in its place or beside it.
  private static List<String> environment(Keys keys, Account user) {
    Map<String, String> variables = Defaults.environment();
    if (!user.equals(Account.USER)) {
      variables.put("USER", user.name());
      variables.put("LOGNAME", user.name());
      variables.put("HOME", user.home());
    }
    for (String name : keys.names()) {
      variables.put(name, keys.string(name, ""));
    }
    return ProcessSpec.environment(variables);
  }

  /// A program that stands in the scenario file: what comes before it is blanked, so that its lines
  /// and columns are those of the file.
  ///
  /// @param lastLine the line on which it ends
  private Source embedded(String program, int lastLine) {
    int found = find("\"\"\"" + program + "\"\"\"", lastLine) + 3;
    if (found < 3) {
      found = find("\"" + program + "\"", lastLine) + 1;
    }
    if (found < 1) {
      int line = Math.max(1, lastLine);
      return new Source(file.toString(), "\n".repeat(line - 1) + program, false);
    }
    return Source.within(file.toString(), source.text(), found, found + program.length());
  }

  /// Where a quoted text begins, best the one that ends on this line; -1 if it is not in the file.
  private int find(String quoted, int lastLine) {
    String whole = source.text();
    int found = -1;
    for (int at = whole.indexOf(quoted); at >= 0; at = whole.indexOf(quoted, at + 1)) {
      if (found < 0 || source.line(at + quoted.length() - 1) == lastLine) {
        found = at;
      }
    }
    return found;
  }
}

package dev.ringfence.scenario.read;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Source;
import dev.ringfence.core.Spelling;
import dev.ringfence.kernel.access.Accounts;
import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.deadlock.DeadlockPolicy;
import dev.ringfence.kernel.fs.Peripheral;
import dev.ringfence.kernel.ipc.IpcLimits;
import dev.ringfence.scenario.HoldSpec;
import dev.ringfence.scenario.LoadSpec;
import dev.ringfence.scenario.NetworkSpec;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Scenario.Expectations;
import dev.ringfence.scenario.Scenario.FileSpec;
import dev.ringfence.scenario.Scenario.Hardware;
import dev.ringfence.scenario.Scenario.Limit;
import dev.ringfence.scenario.Scenario.ProcessSpec;
import dev.ringfence.scenario.SourceFiles;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads a scenario file, and tells of everything that is wrong in it at once.
public final class ScenarioReader {
  private final SourceFiles files;
  private final Path file;
  private final @Nullable String variant;
  private final Diagnostics diagnostics;
  private Source source;

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
  public static @Nullable Scenario read(
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
    Accounts accounts = AccountsReader.read(keys.object("users"), keys.object("groups"));
    NetworkSpec network =
        NetworkReader.read(
            keys, Defaults.network(), block -> FilesReader.read(block, files, file, accounts));
    Hardware machine = HardwareReader.read(keys.object("machine"), load, network.cpus());
    Map<String, String> define = define(keys.object("define"));
    Collection<String> templates = loads ? LoadReader.templates(keys.object("load")) : List.of();
    List<Peripheral.Spec> devices = DevicesReader.read(keys.object("devices"));
    TerminalsReader terminals = new TerminalsReader(keys.object("terminals"), devices);
    ProcessesReader reader =
        new ProcessesReader(files, file, source, diagnostics, accounts, terminals, network);
    List<ProcessSpec> processes = reader.read(keys, templates);
    Map<String, FileSpec> provided = FilesReader.read(keys.object("files"), files, file, accounts);
    List<Policy.Rule> policy =
        keys.has("policy") ? PolicyReader.read(keys.object("policy"), names) : null;
    DeadlockPolicy deadlock =
        DeadlockReader.read(keys.object("deadlock"), Defaults.deadlock(), reader.claims());
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
}

package dev.ringfence.scenario.read;

import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Source;
import dev.ringfence.kernel.access.Account;
import dev.ringfence.kernel.access.Accounts;
import dev.ringfence.kernel.deadlock.DeadlockPolicy;
import dev.ringfence.kernel.fs.Ownership;
import dev.ringfence.kernel.process.Rights;
import dev.ringfence.kernel.sched.Schedule;
import dev.ringfence.scenario.NetworkSpec;
import dev.ringfence.scenario.Scenario.ProcessSpec;
import dev.ringfence.scenario.SourceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads which processes there are, with their programs, and what each of them has of its own.
final class ProcessesReader {
  private static final long MOST_PROCESSES = 1_000_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final Pattern MAIN = Pattern.compile("\\bmain\\s*\\(");

  private final SourceFiles files;
  private final Path file;
  private final Source source;
  private final Diagnostics diagnostics;
  private final Accounts accounts;
  private final TerminalsReader terminals;
  private final NetworkSpec network;
  private final Map<String, List<DeadlockPolicy.Claim>> claims = new TreeMap<>();

  /// @param file the scenario's, beside which programs are looked for
  /// @param source its text, in which programs may stand
  ProcessesReader(
      SourceFiles files,
      Path file,
      Source source,
      Diagnostics diagnostics,
      Accounts accounts,
      TerminalsReader terminals,
      NetworkSpec network) {
    this.files = files;
    this.file = file;
    this.source = source;
    this.diagnostics = diagnostics;
    this.accounts = accounts;
    this.terminals = terminals;
    this.network = network;
  }

  /// What processes say they will lock at most, by their names.
  Map<String, List<DeadlockPolicy.Claim>> claims() {
    return claims;
  }

  /// @param templates names of those that only the load begins
  List<ProcessSpec> read(Keys root, Collection<String> templates) {
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
      ProcessSpec process = process(name, one, templates.contains(name) ? 0 : 1);
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
  private @Nullable ProcessSpec process(String name, Keys keys, int usual) {
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

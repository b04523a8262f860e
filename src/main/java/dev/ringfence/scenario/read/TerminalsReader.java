package dev.ringfence.scenario.read;

import dev.ringfence.kernel.fs.Peripheral;
import dev.ringfence.kernel.tty.TerminalSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads which terminals a scenario's machine has, what is typed at them, and whose they are: the
/// keys under `terminals`, and `processes.NAME.terminal`.
final class TerminalsReader {
  private static final List<String> TAKEN =
      List.of("console", "full", "null", "ptmx", "pts", "shm", "tty", "zero");

  /// The largest number of rows or columns, which are of 16 bits.
  private static final int MOST = 65_535;

  private final List<TerminalSpec> terminals = new ArrayList<>();
  private final Set<String> given = new HashSet<>();

  TerminalsReader(Keys keys, List<Peripheral.Spec> devices) {
    for (String name : keys.names()) {
      Keys one = keys.object(name);
      String path = "/dev/" + name;
      if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,30}")) {
        keys.wrong(name, "a terminal needs a name of letters, digits, '_' and '-'");
      } else if (TAKEN.contains(name) || devices.stream().anyMatch(d -> d.path().equals(path))) {
        keys.wrong(name, "there is another " + path);
      }
      TerminalSpec usual = Defaults.terminal();
      int rows = (int) one.integer("rows", 1, MOST, usual.rows());
      int columns = (int) one.integer("columns", 1, MOST, usual.columns());
      List<TerminalSpec.Typed> input = input(one);
      long hangup = one.duration("hangup", 0, TerminalSpec.NEVER);
      one.finish();
      terminals.add(new TerminalSpec(name, rows, columns, input, hangup));
    }
    keys.finish();
  }

  private static List<TerminalSpec.Typed> input(Keys keys) {
    List<TerminalSpec.Typed> input = new ArrayList<>();
    long before = 0;
    for (Keys one : keys.objects("input")) {
      for (String needed : List.of("at", "text")) {
        if (!one.has(needed)) {
          one.missing(needed);
        }
      }
      long at = one.duration("at", 0, before);
      if (at < before) {
        one.wrong("at", "earlier than what is typed before");
      }
      input.add(new TerminalSpec.Typed(at, one.string("text", "")));
      one.finish();
      before = at;
    }
    return input;
  }

  List<TerminalSpec> all() {
    return terminals;
  }

  /// The terminal of a process, or null if it has none.
  ///
  /// @param count how many processes there are of the name
  @Nullable String ofProcess(Keys process, int count) {
    if (!process.has("terminal")) {
      return null;
    }
    String name = process.string("terminal", "");
    if (terminals.stream().noneMatch(terminal -> terminal.name().equals(name))) {
      process.wrong("terminal", "no terminal of this name in 'terminals'");
    } else if (count != 1 || !given.add(name)) {
      process.wrong("terminal", "a terminal can be that of one process only");
    }
    return name;
  }
}

package dev.ringfence.kernel.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The arguments that the programs of processes were given, for `/proc/PID/cmdline` (`proc(5)`):
/// kept for those that were given more than their program's name.
public final class Arguments {
  private final ProcessTable table;
  private final Map<Integer, List<String>> given = new HashMap<>();

  Arguments(ProcessTable table) {
    this.table = table;
  }

  /// Notes what a process's program was given.
  public void note(Process process, List<String> arguments) {
    if (arguments.equals(List.of(baseName(process)))) {
      given.remove(process.pid());
    } else {
      given.put(process.pid(), arguments);
    }
  }

  /// What a process's program was given; a zombie has none. One that runs its parent's program has
  /// its parent's, or only the name once the parent has ended.
  public List<String> of(Process process) {
    Process from = process;
    while (!from.zombie && !given.containsKey(from.pid()) && !from.hasExecuted) {
      Process parent = table.get(from.parent);
      if (parent == null) {
        break;
      }
      from = parent;
    }
    return process.zombie ? List.of() : given.getOrDefault(from.pid(), List.of(baseName(process)));
  }

  void forget(Process process) {
    given.remove(process.pid());
  }

  private static String baseName(Process process) {
    return process.executable.substring(process.executable.lastIndexOf('/') + 1);
  }
}

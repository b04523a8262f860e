package dev.ringfence.kernel.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments and the environment that the programs of processes were given, for
/// `/proc/PID/cmdline` and `/proc/PID/environ` (`proc(5)`): kept for those that were given more
/// than their program's name, or another environment than the first process of all.
public final class Arguments {
  private record Given(List<String> arguments, List<String> environment) {}

  private final ProcessTable table;
  private final Map<Integer, Given> given = new HashMap<>();
  private @Nullable List<String> usual;

  Arguments(ProcessTable table) {
    this.table = table;
  }

  /// Notes what a process's program was given.
  public void note(Process process, List<String> arguments, List<String> environment) {
    if (usual == null) {
      usual = environment;
    }
    if (arguments.equals(List.of(baseName(process))) && environment.equals(usual)) {
      given.remove(process.pid());
    } else {
      given.put(process.pid(), new Given(arguments, environment));
    }
  }

  /// What a process's program was given; a zombie has none.
  public List<String> of(Process process) {
    return get(process).arguments;
  }

  /// The environment that a process's program was given, as `NAME=value`; a zombie has none.
  public List<String> environment(Process process) {
    return get(process).environment;
  }

  /// One that runs its parent's program has what its parent has.
  private Given get(Process process) {
    if (process.zombie) {
      return new Given(List.of(), List.of());
    }
    Process from = process;
    while (!given.containsKey(from.pid()) && !from.hasExecuted) {
      Process parent = table.get(from.parent);
      if (parent == null) {
        break;
      }
      from = parent;
    }
    Given found = given.get(from.pid());
    return found == null
        ? new Given(List.of(baseName(process)), usual == null ? List.of() : usual)
        : found;
  }

  /// A process ends: its children keep what they have from it.
  void forget(Process process) {
    Given last = given.remove(process.pid());
    if (last != null) {
      for (Process child : process.children()) {
        if (!child.hasExecuted && !child.zombie) {
          given.putIfAbsent(child.pid(), last);
        }
      }
    }
  }

  private static String baseName(Process process) {
    return process.executable.substring(process.executable.lastIndexOf('/') + 1);
  }
}

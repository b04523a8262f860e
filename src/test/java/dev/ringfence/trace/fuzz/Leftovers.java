package dev.ringfence.trace.fuzz;

import dev.ringfence.c.SystemCall;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.trace.Command;
import dev.ringfence.trace.Stage;
import dev.ringfence.trace.Subject;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Objects that outlive the processes that make them: those with names, and those of System V.
final class Leftovers {
  private static final int NAME = 256;

  /// A call that may make an object, with what finds it again.
  ///
  /// @param remover the call that removes it
  record Opening(String remover, @Nullable String name) {}

  private final Stage stage;
  private final Set<Opening> named = new LinkedHashSet<>();
  private final Set<Long> queues = new LinkedHashSet<>();
  private final Set<Long> sets = new LinkedHashSet<>();
  private final Set<Long> segments = new LinkedHashSet<>();

  Leftovers(Stage stage) {
    this.stage = stage;
  }

  /// What a call that is about to be made may make, or null.
  @Nullable Opening opening(SystemCall call, Subject subject, long[] arguments) {
    return switch (call.name().replace("_", "")) {
      case "semopen" -> new Opening("sem_unlink", name(subject, arguments[0]));
      case "mqopen" -> new Opening("mq_unlink", name(subject, arguments[0]));
      case "msgget" -> new Opening("msgctl", null);
      case "semget" -> new Opening("semctl", null);
      case "shmget" -> new Opening("shmctl", null);
      default -> null;
    };
  }

  private static @Nullable String name(Subject subject, long address) {
    return UserMemory.string(subject.process.memory(), address, NAME);
  }

  /// The call has been made. Who was killed or stopped after it has not told what came of it, but
  /// may have made what has a name.
  void opened(@Nullable Opening opening, Subject subject) {
    if (opening == null) {
      return;
    }
    if (opening.name() != null) {
      named.add(opening);
    } else if (!subject.isBusy() && subject.result >= 0) {
      switch (opening.remover()) {
        case "msgctl" -> queues.add(subject.result);
        case "semctl" -> sets.add(subject.result);
        default -> segments.add(subject.result);
      }
    }
  }

  /// Has a process that may do all remove everything.
  void remove(Subject keeper) {
    for (Opening opening : named) {
      stage.put(
          keeper,
          stage.agent().arena(),
          (opening.name() + "\0").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      make(keeper, opening.remover(), stage.agent().arena());
    }
    queues.forEach(id -> make(keeper, "msgctl", id, 0, 0));
    sets.forEach(id -> make(keeper, "semctl", id, 0, 0, 0));
    segments.forEach(id -> make(keeper, "shmctl", id, 0, 0));
  }

  private void make(Subject keeper, String name, long... arguments) {
    SystemCall call = stage.agent().call(name);
    if (call != null) {
      keeper.order(new Command.Call(call, arguments));
      stage.settle(0);
    }
  }
}

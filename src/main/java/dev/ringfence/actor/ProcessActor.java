package dev.ringfence.actor;

import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.process.Process;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.jspecify.annotations.Nullable;

/// One simulated process. Between [Run] and the answer to it the process's user side is this
/// actor's alone; at all other times it is the kernel's, which may have another actor of the same
/// thread run it in its turn.
///
/// It is a classic actor, which takes half the memory of a typed one, in a mailbox of one slot.
final class ProcessActor extends UntypedAbstractActor {
  sealed interface Command {}

  /// Be this process, and begin with a command.
  record Become(Process process, Command first) implements Command {}

  /// Execute until a thread traps or its slice ends, then pass the kernel's gate.
  enum Run implements Command {
    RUN,
    /// The same on a thread beside the event loop.
    BESIDE
  }

  /// Drop translations, then say so to the kernel.
  record Drop(Shootdown shootdown) implements Command {}

  /// The kernel as its processes see it.
  interface Gate extends dev.ringfence.user.Gate {
    /// The process has come back from its CPU.
    ///
    /// @return who goes on at once: this process, or another one whose actor rests; or null
    @Nullable Process pass(Process process);

    /// Runs the process's user side beside the loop, and passes it then.
    void runBeside(Process process);

    /// The process has dropped the translations that it was told to.
    void acknowledge(Process process);

    /// The process has failed, which is an error of ours.
    void fail(Throwable failure);
  }

  private final Gate gate;
  private @Nullable Process process;

  private ProcessActor(Gate gate) {
    this.gate = gate;
  }

  /// How to make such actors: the same for all of them.
  static Props props(Gate gate, String dispatcher) {
    return Props.create(ProcessActor.class, () -> new ProcessActor(gate))
        .withDispatcher(dispatcher)
        .withMailbox("ringfence.slot-mailbox");
  }

  @Override
  public void onReceive(Object message) {
    try {
      carryOut((Command) message);
    } catch (RuntimeException | Error e) {
      gate.fail(e);
      throw e;
    }
  }

  private void carryOut(Command command) {
    switch (command) {
      case Become(Process whom, Command first) -> {
        process = whom;
        carryOut(first);
      }
      case Run.BESIDE -> gate.runBeside(mine());
      case Run.RUN -> {
        for (Process turn = mine(); turn != null; turn = gate.pass(turn)) {
          turn.user().run(gate);
        }
      }
      case Drop(Shootdown shootdown) -> {
        shootdown.apply(mine().user().mmu());
        gate.acknowledge(mine());
      }
    }
  }

  private Process mine() {
    Process known = process;
    if (known == null) {
      throw new IllegalStateException("a process actor without a process");
    }
    return known;
  }
}

package dev.ringfence.kernel;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.WaitObject;
import java.util.ArrayList;
import java.util.List;

/// What processes can do no longer, told to whoever rests on it: above all that they have ended.
final class Losses {
  private final Processes processes;
  private final Observers observers;
  private final Kernel.Effects effects;

  /// Those that are being told; empty otherwise.
  private final List<WaitObject> handedOn = new ArrayList<>(2);

  private final List<Process> lost = new ArrayList<>(2);

  Losses(Processes processes, Observers observers, Kernel.Effects effects) {
    this.processes = processes;
    this.observers = observers;
    this.effects = effects;
  }

  void tell() {
    if (!processes.hasLosses()) {
      return;
    }
    processes.takeLosses(handedOn, lost);
    for (int i = 0; i < handedOn.size(); i++) {
      observers.handedOn(handedOn.get(i));
    }
    handedOn.clear();
    for (int i = 0; i < lost.size(); i++) {
      Process process = lost.get(i);
      if (process.zombie) {
        effects.ended(process);
        observers.ended(process);
      }
      observers.lost(process);
    }
    lost.clear();
  }
}

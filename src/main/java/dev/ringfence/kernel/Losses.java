package dev.ringfence.kernel;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;

/// What processes can do no longer, told to whoever rests on it: above all that they have ended.
final class Losses {
  private final Processes processes;
  private final Observers observers;
  private final Kernel.Effects effects;

  Losses(Processes processes, Observers observers, Kernel.Effects effects) {
    this.processes = processes;
    this.observers = observers;
    this.effects = effects;
  }

  void tell() {
    if (!processes.hasLosses()) {
      return;
    }
    processes.takeHandedOn().forEach(observers::handedOn);
    for (Process process : processes.takeLosses()) {
      if (process.zombie) {
        effects.ended(process);
        observers.ended(process);
      }
      observers.lost(process);
    }
  }
}

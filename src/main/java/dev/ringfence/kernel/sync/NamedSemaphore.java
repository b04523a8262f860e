package dev.ringfence.kernel.sync;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.WaitObject;

/// A semaphore that processes find by its name (`sem_overview(7)`): a frame that all of them map.
final class NamedSemaphore extends WaitObject {
  /// Whose it is, who may open it, and which process made it, by its name in the scenario.
  final int owner;

  final int group;
  final int mode;
  final String maker;

  private final int frame;

  /// Who has it open.
  final Openings openings = new Openings();

  NamedSemaphore(Process maker, String name, int mode, int frame) {
    super("semaphore /" + name);
    owner = maker.credentials.fsuid();
    group = maker.credentials.fsgid();
    this.mode = mode;
    this.maker = maker.name();
    this.frame = frame;
    counts = true;
  }

  int frame() {
    return frame;
  }

  @Override
  protected WaitObject forked(Process child) {
    openings.copy(child.parent, child);
    return this;
  }

  @Override
  protected void left(Process process) {
    openings.leave(process);
  }
}

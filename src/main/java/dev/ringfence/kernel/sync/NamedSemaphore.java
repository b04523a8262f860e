package dev.ringfence.kernel.sync;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.WaitObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A semaphore that processes find by its name (`sem_overview(7)`): a frame that all of them map.
final class NamedSemaphore extends WaitObject {
  /// A process's use of it: where it is mapped, and how often it was opened.
  private record Opening(long address, int times) {}

  /// Whose it is, who may open it, and which process made it, by its name in the scenario.
  final int owner;

  final int group;
  final int mode;
  final String maker;

  private final int frame;
  private final Map<Process, Opening> openings = new LinkedHashMap<>();

  NamedSemaphore(Process maker, String name, int mode, int frame) {
    super("semaphore /" + name);
    owner = maker.credentials.fsuid();
    group = maker.credentials.fsgid();
    this.mode = mode;
    this.maker = maker.name();
    this.frame = frame;
  }

  int frame() {
    return frame;
  }

  Set<Process> openers() {
    return openings.keySet();
  }

  /// Where the process has it mapped, or 0.
  long address(Process process) {
    Opening opening = openings.get(process);
    return opening == null ? 0 : opening.address;
  }

  void opened(Process process, long address) {
    openings.merge(
        process, new Opening(address, 1), (old, _) -> new Opening(address, old.times + 1));
  }

  /// The process closes it once. True if that was the last of its openings.
  boolean closed(Process process) {
    Opening left =
        openings.computeIfPresent(
            process, (_, old) -> old.times == 1 ? null : new Opening(old.address, old.times - 1));
    return left == null;
  }

  @Override
  protected WaitObject forked(Process child) {
    Opening parents = null;
    for (Map.Entry<Process, Opening> entry : openings.entrySet()) {
      if (entry.getKey().pid() == child.parent) {
        parents = entry.getValue();
      }
    }
    if (parents != null) {
      openings.put(child, parents);
    }
    return this;
  }

  @Override
  protected void left(Process process) {
    openings.remove(process);
  }
}

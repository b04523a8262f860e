package dev.ringfence.kernel.sync;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Standing;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The processes that have a named semaphore open, by rising number, and where each has it mapped.
final class Openings implements Standing {
  private record Opening(Process process, long address, int times) {}

  private final TreeMap<Integer, Opening> byPid = new TreeMap<>();

  /// Where the process has it mapped, or 0.
  long address(Process process) {
    Opening opening = byPid.get(process.pid());
    return opening == null ? 0 : opening.address;
  }

  /// The process opens it once more.
  void add(Process process, long address) {
    byPid.merge(
        process.pid(),
        new Opening(process, address, 1),
        (old, _) -> new Opening(process, address, old.times + 1));
  }

  /// The process closes it once. True if that was the last of its openings.
  boolean remove(Process process) {
    Opening left =
        byPid.computeIfPresent(
            process.pid(),
            (_, old) ->
                old.times == 1 ? null : new Opening(old.process, old.address, old.times - 1));
    return left == null;
  }

  /// A child has it open as its parent has.
  void copy(int parent, Process child) {
    Opening opening = byPid.get(parent);
    if (opening != null) {
      byPid.put(child.pid(), new Opening(child, opening.address, opening.times));
    }
  }

  void leave(Process process) {
    byPid.remove(process.pid());
  }

  @Override
  public boolean has(Process process) {
    return byPid.containsKey(process.pid());
  }

  @Override
  public Iterator<Process> iterator() {
    return new Rising();
  }

  private final class Rising implements Iterator<Process> {
    private Map.@Nullable Entry<Integer, Opening> next = byPid.firstEntry();

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Process next() {
      Map.Entry<Integer, Opening> found = next;
      if (found == null) {
        throw new NoSuchElementException();
      }
      next = byPid.higherEntry(found.getKey());
      return found.getValue().process;
    }
  }
}

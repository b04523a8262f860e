package dev.ringfence.kernel.mqueue;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Standing;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The processes that may open a message queue by its name.
final class Openers implements Standing {
  private final Standing host;
  private final MessageQueue queue;
  private final int wanted;

  /// @param host the processes that find the name
  /// @param wanted 4 to read, 2 to write
  Openers(Standing host, MessageQueue queue, int wanted) {
    this.host = host;
    this.queue = queue;
    this.wanted = wanted;
  }

  @Override
  public boolean has(Process process) {
    return host.has(process) && queue.allows(process.credentials, wanted);
  }

  @Override
  public Iterator<Process> iterator() {
    Iterator<Process> all = host.iterator();
    return new Iterator<>() {
      private @Nullable Process next;

      @Override
      public boolean hasNext() {
        while ((next == null || !queue.allows(next.credentials, wanted)) && all.hasNext()) {
          next = all.next();
        }
        return next != null && queue.allows(next.credentials, wanted);
      }

      @Override
      public Process next() {
        Process found = hasNext() ? next : null;
        if (found == null) {
          throw new NoSuchElementException();
        }
        next = null;
        return found;
      }
    };
  }
}

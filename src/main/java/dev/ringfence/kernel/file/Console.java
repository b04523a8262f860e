package dev.ringfence.kernel.file;

import dev.ringfence.core.Errno;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// The simulation's own input and output: what is written becomes an event, and there is nothing to
/// read.
///
/// @param stream 0, 1 or 2
public record Console(int stream, Scheduler scheduler, Consumer<Event> events)
    implements OpenFile {
  /// The most that one write takes: `MAX_RW_COUNT` is larger, but nobody's screen is.
  private static final int MOST = 1 << 20;

  @Override
  public long read(Task task, long buffer, long count) {
    return 0;
  }

  @Override
  public long write(Task task, long buffer, long count) {
    byte[] bytes = new byte[(int) Math.min(count, MOST)];
    if (!UserMemory.read(task.process().memory(), buffer, bytes, 0, bytes.length)) {
      return Errno.EFAULT.result();
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int pid = task.process().pid();
    events.accept(new Event.ConsoleWritten(scheduler.now(), pid, stream, text));
    return bytes.length;
  }

  @Override
  public void closed() {}
}

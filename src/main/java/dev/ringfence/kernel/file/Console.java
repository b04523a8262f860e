package dev.ringfence.kernel.file;

import dev.ringfence.core.Errno;
import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// The simulation's own input and output: what is written becomes an event, and what is read comes
/// from outside.
///
/// @param stream 0, 1 or 2
/// @param terminal answers what is asked of terminals
public record Console(
    int stream,
    Scheduler scheduler,
    Consumer<Event> events,
    Input input,
    Counters counters,
    Control terminal)
    implements OpenFile {
  /// What a terminal does by `ioctl(2)`.
  public interface Control {
    /// As [OpenFile#control].
    long control(Task task, int request, long argument);
  }

  /// The most that one call takes: `MAX_RW_COUNT` is larger, but nobody's screen is.
  private static final int MOST = 1 << 20;

  @Override
  public long read(Task task, long buffer, long count) {
    byte[] bytes = new byte[(int) Math.min(count, MOST)];
    int read = input.read(bytes);
    return UserMemory.write(task.process().memory(), buffer, bytes, 0, read)
        ? read
        : Errno.EFAULT.result();
  }

  @Override
  public long write(Task task, long buffer, long count) {
    byte[] bytes = new byte[(int) Math.min(count, MOST)];
    if (!UserMemory.read(task.process().memory(), buffer, bytes, 0, bytes.length)) {
      return Errno.EFAULT.result();
    }
    counters.bytesCopied += bytes.length;
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int pid = task.process().pid();
    events.accept(new Event.ConsoleWritten(scheduler.now(), pid, stream, text));
    return bytes.length;
  }

  @Override
  public long control(Task task, int request, long argument) {
    return terminal.control(task, request, argument);
  }

  @Override
  public Listing listing() {
    return new Listing("CHR", "5,1", "0t0", "1", "/dev/console", "/dev/console");
  }

  /// A pipe, as which programs find it that ask.
  @Override
  public int mode() {
    return 0010600;
  }

  @Override
  public long number() {
    return 0;
  }

  @Override
  public String label() {
    return "the console";
  }

  @Override
  public Mechanism mechanism() {
    return Mechanism.CONSOLE;
  }

  @Override
  public void closed() {}
}

package dev.ringfence.kernel.process.call;

import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What the library's checks of the heap must know of the program: the place that calls it, and
/// its text.
public final class PlaceCalls {
  private final Processes processes;

  public PlaceCalls(Processes processes) {
    this.processes = processes;
  }

  public void addTo(Calls calls) {
    calls
        .add("bits/sanitizer.h", "int __place(void)", task -> task.context().userLine())
        .failing(Failure.NONE)
        .fast();
    calls
        .add(
            "bits/sanitizer.h",
            "int __place_text(int place, char *to, unsigned long size)",
            this::text)
        .fast();
  }

  private long text(Task task) {
    String text =
        processes.programs().place(task.context().program().name(), (int) task.argument(0));
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
    int size = (int) Math.clamp(task.argument(2), 0L, bytes.length);
    byte[] written = Arrays.copyOf(bytes, size);
    return UserMemory.write(task.process().memory(), task.argument(1), written, 0, size)
        ? size
        : Errno.EFAULT.result();
  }
}

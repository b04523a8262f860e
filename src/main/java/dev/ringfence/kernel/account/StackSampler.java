package dev.ringfence.kernel.account;

import dev.ringfence.c.Program;
import dev.ringfence.event.Events;
import dev.ringfence.event.ProgramEvent;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.process.Task;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells at each trap which functions the task was in, and what it had spent till then
/// ([ProgramEvent.Sampled]). It only looks.
public final class StackSampler {
  /// Of a deeper stack the outermost functions are shown.
  private static final int MOST_FRAMES = 200;

  /// A stack by the entries of its functions, innermost first.
  private record Stack(Program program, int[] entries) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Stack(Program p, int[] e)
          && p == program
          && Arrays.equals(e, entries);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(entries);
    }

    String text() {
      StringBuilder text = new StringBuilder();
      int last = Math.max(0, entries.length - MOST_FRAMES);
      for (int i = entries.length - 1; i >= last; i--) {
        text.append(text.isEmpty() ? "" : ";").append(program.functionAt(entries[i]).name());
      }
      return text.append(last > 0 ? ";..." : "").toString();
    }
  }

  private final Events events;
  private final Map<Stack, String> known = new HashMap<>();
  private String stack = "";
  private String what = "";
  private long cpuTime;
  private long begun;

  public StackSampler(Events events) {
    this.events = events;
  }

  /// The task has trapped, and nothing has been charged for that yet.
  public void trapped(Task task) {
    begun = task.context().time;
    cpuTime = task.cpuTime;
    Stack open = new Stack(task.context().program(), task.context().openFunctions());
    stack = known.computeIfAbsent(open, Stack::text);
  }

  /// The trap is a call, or of a number that no call has.
  public void called(@Nullable Call call) {
    what = call == null ? "no call" : call.name().replaceFirst("^_+", "");
  }

  /// The trap is for something else.
  public void stopped(String why) {
    what = why;
  }

  /// What the task trapped for has been handled.
  public void handled(Task task) {
    long spent = Math.max(0, task.context().time - begun);
    events.tell(new ProgramEvent.Sampled(begun, task.tid(), cpuTime, spent, what, stack));
  }
}

package dev.ringfence.analysis;

import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Reliance;
import dev.ringfence.kernel.process.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the truth of a wait formula has been found to rest on so far: processes, and which act of
/// each. It is used again and again.
final class Witness {
  /// How many processes are looked at to find on whom it rests in the end.
  static final int MOST_LOOKS = 32;

  private @Nullable Process[] processes = new Process[8];
  private long[] acts = new long[8];
  private int size;
  private boolean plain;
  private final List<List<Reference>> left = new ArrayList<>();

  /// Begins anew.
  ///
  /// @param onlyPlain whether to count on no task that itself waits to be woken
  void clear(boolean onlyPlain) {
    size = 0;
    left.clear();
    plain = onlyPlain;
  }

  boolean isPlain() {
    return plain;
  }

  int size() {
    return size;
  }

  Process process(int index) {
    return Objects.requireNonNull(processes[index]);
  }

  long acts(int index) {
    return acts[index];
  }

  void add(Process process, long act) {
    if (size == acts.length) {
      processes = Arrays.copyOf(processes, 2 * size);
      acts = Arrays.copyOf(acts, 2 * size);
    }
    processes[size] = process;
    acts[size++] = act;
  }

  /// It rests on it that all of these may be given back, by whoever has them open.
  void addLeft(List<Reference> handles) {
    left.add(handles);
  }

  /// The handles that may be given back; some more where another way was found.
  List<List<Reference>> left() {
    return left;
  }

  /// Whether nothing of it rests in turn on one of two processes; false also when that is not found
  /// out soon.
  boolean isIndependentOf(Process process, Process other) {
    List<Process> open = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      add(process(i), open);
    }
    for (int i = 0; i < open.size(); i++) {
      if (i == MOST_LOOKS || open.get(i) == process || open.get(i) == other) {
        return false;
      }
      for (Task task : open.get(i).tasks) {
        for (Reliance each = Reliance.first(task); each != null; each = each.nextOfTask()) {
          add(each.process(), open);
        }
      }
    }
    return true;
  }

  private static void add(Process process, List<Process> open) {
    if (open.size() <= MOST_LOOKS && !open.contains(process)) {
      open.add(process);
    }
  }

  /// Takes back what was added after there were so many.
  void cut(int length) {
    size = length;
  }
}

package dev.ringfence.analysis;

import dev.ringfence.kernel.process.Process;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the truth of a wait formula has been found to rest on so far: processes, and which act of
/// each. It is used again and again.
final class Witness {
  private @Nullable Process[] processes = new Process[8];
  private long[] acts = new long[8];
  private int size;
  private boolean plain;

  /// Begins anew.
  ///
  /// @param onlyPlain whether to count on no task that itself waits to be woken
  void clear(boolean onlyPlain) {
    size = 0;
    plain = onlyPlain;
  }

  boolean isPlain() {
    return plain;
  }

  int size() {
    return size;
  }

  Process process(int index) {
    return java.util.Objects.requireNonNull(processes[index]);
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

  /// Takes back what was added after there were so many.
  void cut(int length) {
    size = length;
  }
}

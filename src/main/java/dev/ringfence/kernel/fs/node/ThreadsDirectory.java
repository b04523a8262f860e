package dev.ringfence.kernel.fs.node;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.process.Process;
import java.util.Map;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What is in `/proc/PID/task`: a directory for each thread, the first one also after its end.
final class ThreadsDirectory implements Directory.Generated {
  private final ProcTexts texts;
  private final ProcSubject subject;
  private final Directory directory;
  private final LongSupplier clock;
  private final Map<Integer, TaskDirectory> known = new TreeMap<>();

  ThreadsDirectory(ProcTexts texts, ProcSubject subject, Directory directory, LongSupplier clock) {
    this.texts = texts;
    this.subject = subject;
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public boolean isThere() {
    return subject.isThere();
  }

  @Override
  public @Nullable Errno refusal() {
    return isThere() ? null : Errno.ESRCH;
  }

  private Set<Integer> threads() {
    Process process = subject.process();
    Set<Integer> threads = new TreeSet<>(List.of(process.pid()));
    if (!process.hasExecuted || process.tasks.size() > 1) {
      process.tasks.forEach(task -> threads.add(task.tid()));
    }
    return threads;
  }

  /// Has the directory have as many links as there are threads, beside its own.
  void count() {
    directory.links = 2 + threads().size();
  }

  @Override
  public @Nullable Inode get(String name) {
    if (!name.matches("[1-9][0-9]{0,8}") || !isThere()) {
      return null;
    }
    ProcSubject thread = new ProcSubject(subject.process(), Integer.parseInt(name), false);
    if (!thread.isThere()) {
      return null;
    }
    known.values().removeIf(one -> !one.isThere());
    return known
        .computeIfAbsent(thread.tid(), _ -> new TaskDirectory(texts, thread, directory, clock))
        .directory();
  }

  @Override
  public List<String> names() {
    return threads().stream().map(tid -> "" + tid).toList();
  }
}

package dev.ringfence.kernel.proc;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.fs.TextFile;
import dev.ringfence.kernel.fs.node.ProcFile;
import dev.ringfence.kernel.fs.node.ProcSubject;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A kind of file that is in the directories of processes, of threads, or of both.
///
/// @param permissions as `chmod(2)` takes them
/// @param where it is
/// @param text of what the directory is about
/// @param writer takes what is written, or null
/// @param isGuarded whether only those may open it who may trace the process
record TaskFile(
    String name,
    int permissions,
    Where where,
    Function<ProcSubject, String> text,
    @Nullable Writer writer,
    boolean isGuarded) {
  /// In which directories it is.
  enum Where {
    PROCESS,
    THREAD,
    BOTH
  }

  /// What becomes of what is written to it.
  interface Writer {
    /// 0, or what `write(2)` then returns.
    long write(ProcSubject subject, String text);
  }

  static TaskFile of(String name, Function<ProcSubject, String> text) {
    return new TaskFile(name, 0444, Where.BOTH, text, null, false);
  }

  /// The same with other permissions.
  TaskFile with(int others) {
    return new TaskFile(name, others, where, text, writer, isGuarded);
  }

  /// The same in some directories only.
  TaskFile only(Where others) {
    return new TaskFile(name, permissions, others, text, writer, isGuarded);
  }

  /// The same, which the owner may write to.
  TaskFile writtenBy(Writer other) {
    return new TaskFile(name, permissions | 0200, where, text, other, isGuarded);
  }

  /// The same for those who may trace the process.
  TaskFile guarded() {
    return new TaskFile(name, permissions, where, text, writer, true);
  }

  boolean isIn(ProcSubject subject) {
    return where == Where.BOTH || where == (subject.whole() ? Where.PROCESS : Where.THREAD);
  }

  /// The file of one directory.
  ProcFile in(ProcSubject subject, Processes processes) {
    return new ProcFile(
        name,
        permissions,
        new TextFile.Content() {
          @Override
          public @Nullable String text() {
            return subject.isThere() ? text.apply(subject) : null;
          }

          @Override
          public long write(String written) {
            return !subject.isThere()
                ? Errno.ESRCH.result()
                : writer == null ? Errno.EINVAL.result() : writer.write(subject, written);
          }

          @Override
          public @Nullable Errno refusal(boolean writes) {
            return isGuarded && !mayLook(processes, subject) ? Errno.EACCES : null;
          }
        });
  }

  /// Whether whoever makes the present call may look into a process (`ptrace(2)`): into its own,
  /// and into those of its user that do not forbid it (`PR_SET_DUMPABLE` of `prctl(2)`).
  static boolean mayLook(Processes processes, ProcSubject subject) {
    Credentials who = processes.callersCredentials();
    Process process = subject.process();
    boolean hidden = !process.dumpable && !process.zombie && !who.has(Capability.SYS_PTRACE);
    return processes.current() == process || !hidden && who.mayLookInto(process.credentials);
  }
}

package dev.ringfence.kernel.fs.node;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.fs.SymbolicLink;
import dev.ringfence.kernel.process.Process;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What there is to find in `/proc`, and what it says.
public interface ProcTexts {
  /// The files about the machine as a host sees it, by their paths from `/proc`.
  List<ProcFile> ofMachine(int host);

  /// The files in the directory of a process or thread.
  List<ProcFile> of(ProcSubject subject);

  /// The links there.
  Map<String, SymbolicLink.Target> links(ProcSubject subject);

  /// The processes of a host, by rising number.
  Collection<Process> processes(int host);

  /// The process or thread that has a number on a host, as a whole; or null.
  @Nullable ProcSubject find(int host, int number);

  /// To whom the files of a process belong: root's are those of one that others may not look into.
  Credentials owner(Process process);

  /// Whether a process makes the present call.
  boolean isCaller(Process process);

  /// Whether whoever makes the present call may look into a process.
  boolean mayLook(ProcSubject subject);

  /// Where the link of a descriptor leads, and what `readlink(2)` says of it.
  SymbolicLink.Jump descriptor(ProcSubject subject, int fd);

  /// What there is to know of a descriptor.
  String information(Process process, int fd);

  /// The number of the process that makes the present call, or the empty string.
  String self();

  /// The path from `/proc` to the thread that makes the present call, or the empty string.
  String threadSelf();
}

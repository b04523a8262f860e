package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.socket.Control;
import dev.ringfence.kernel.socket.SocketError;
import dev.ringfence.kernel.socket.option.SocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What goes with the bytes of a message (`unix(7)`).
///
/// @param files open files that are passed on (`SCM_RIGHTS`)
/// @param sender who sends, if it says so itself (`SCM_CREDENTIALS`)
record Ancillary(List<Reference> files, @Nullable Ucred sender) {
  static final Ancillary NONE = new Ancillary(List.of(), null);

  static final int SCM_RIGHTS = 1;
  static final int SCM_CREDENTIALS = 2;

  /// The most open files of one message: `SCM_MAX_FD`.
  private static final int MOST_FILES = 253;

  /// What control messages ask for.
  ///
  /// @throws SocketError `EINVAL`, `EBADF`, `EPERM`, `ESRCH`
  static Ancillary of(Processes processes, Task task, List<Control> control) throws SocketError {
    if (control.isEmpty()) {
      return NONE;
    }
    List<Reference> files = new ArrayList<>();
    Ucred sender = null;
    for (Control message : control) {
      if (message.level() != SocketOptions.SOL_SOCKET) {
        continue;
      }
      switch (message.type()) {
        case SCM_RIGHTS -> addFiles(task, message.data(), files);
        case SCM_CREDENTIALS -> sender = claimed(processes, task, message.data());
        default -> throw new SocketError(Errno.EINVAL);
      }
    }
    return new Ancillary(files, sender);
  }

  private static void addFiles(Task task, byte[] data, List<Reference> files) throws SocketError {
    int count = data.length / Integer.BYTES;
    if (files.size() + count > MOST_FILES) {
      throw new SocketError(Errno.EINVAL);
    }
    ByteBuffer numbers = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      Reference file = task.process().descriptors().raw(numbers.getInt(Integer.BYTES * i));
      if (file == null) {
        throw new SocketError(Errno.EBADF);
      }
      files.add(file);
    }
  }

  /// Who a process says it is: itself, unless it may say otherwise.
  private static Ucred claimed(Processes processes, Task task, byte[] data) throws SocketError {
    if (data.length != Ucred.SIZE) {
      throw new SocketError(Errno.EINVAL);
    }
    Ucred said = Ucred.read(data);
    Process process = task.process();
    Credentials who = process.credentials;
    boolean user = said.uid() == who.ruid() || said.uid() == who.euid() || said.uid() == who.suid();
    boolean group =
        said.gid() == who.rgid() || said.gid() == who.egid() || said.gid() == who.sgid();
    if (said.pid() != process.pid() && !who.has(Capability.SYS_ADMIN)
        || !user && !who.has(Capability.SETUID)
        || !group && !who.has(Capability.SETGID)) {
      throw new SocketError(Errno.EPERM);
    }
    if (said.pid() != process.pid() && processes.task(process.host, said.pid()) == null) {
      throw new SocketError(Errno.ESRCH);
    }
    if (said.uid() == -1 || said.gid() == -1) {
      throw new SocketError(Errno.EINVAL);
    }
    return said;
  }
}

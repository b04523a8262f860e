package dev.ringfence.kernel.file;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;

/// The call for what else can be asked of an open file: `ioctl(2)`.
public final class ControlCalls {
  private static final int FIONBIO = 0x5421;
  private static final int FIONCLEX = 0x5450;
  private static final int FIOCLEX = 0x5451;

  public void addTo(Calls calls) {
    calls.add(
        "sys/ioctl.h", "int __ioctl(int fd, unsigned long request, void *arg)", this::control);
  }

  private long control(Task task) {
    int fd = (int) task.argument(0);
    int request = (int) task.argument(1);
    OpenFile file = task.process().descriptors().get(fd);
    if (file == null) {
      return Errno.EBADF.result();
    }
    switch (request) {
      case FIONCLEX, FIOCLEX -> {
        task.process().descriptors().closeOnExec(fd, request == FIOCLEX);
        return 0;
      }
      case FIONBIO -> {
        long on = UserMemory.getInt(task.process().memory(), task.argument(2));
        if (on < 0) {
          return Errno.EFAULT.result();
        }
        int others = file.flags() & ~OpenFile.O_NONBLOCK;
        file.setFlags(others | (on != 0 ? OpenFile.O_NONBLOCK : 0));
        return 0;
      }
      default -> {
        return file.control(task, request, task.argument(2));
      }
    }
  }

  /// Writes the answer to a question.
  public static long put(Task task, long to, int value) {
    return UserMemory.putInt(task.process().memory(), to, value) ? 0 : Errno.EFAULT.result();
  }
}

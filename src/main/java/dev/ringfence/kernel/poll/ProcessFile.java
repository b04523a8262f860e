package dev.ringfence.kernel.poll;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.Listing;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.ProcessHandle;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.List;

/// A process as a descriptor (`pidfd_open(2)`), which becomes ready when the process ends.
final class ProcessFile implements OpenFile, ProcessHandle {
  private static final int PIDFS_MODE = 0700;

  private final Process process;
  private final Descriptors.Reference reference = new Descriptors.Reference(this);
  private int status;

  ProcessFile(Process process, int status) {
    this.process = process;
    this.status = status;
  }

  Descriptors.Reference reference() {
    return reference;
  }

  @Override
  public Object lockable() {
    return process;
  }

  @Override
  public Process process() {
    return process;
  }

  @Override
  public boolean isNonblocking() {
    return (status & O_NONBLOCK) != 0;
  }

  @Override
  public long read(Task task, long buffer, long count) {
    return Errno.EINVAL.result();
  }

  @Override
  public long write(Task task, long buffer, long count) {
    return Errno.EINVAL.result();
  }

  @Override
  public Mechanism mechanism() {
    return Mechanism.SIGNAL;
  }

  @Override
  public long number() {
    return process.pid();
  }

  @Override
  public int mode() {
    return PIDFS_MODE;
  }

  @Override
  public String label() {
    return "pidfd";
  }

  @Override
  public Listing listing() {
    String name = "[pidfd:" + process.pid() + "]";
    String node = Integer.toString(process.pid());
    return new Listing("a_inode", "0,5", "0", node, name, "anon_inode:[pidfd]");
  }

  @Override
  public String details() {
    int pid = process.reaped ? -1 : process.pid();
    return "Pid:\t%d\nNSpid:\t%d\n".formatted(pid, pid);
  }

  @Override
  public int flags() {
    return O_RDWR | status;
  }

  @Override
  public void setFlags(int flags) {
    status = flags & O_NONBLOCK;
  }

  @Override
  public Pollers pollers() {
    return process.ends();
  }

  @Override
  public int readiness() {
    int ended = process.zombie ? POLLIN | POLLRDNORM : 0;
    return process.reaped ? ended | POLLHUP : ended;
  }

  @Override
  public Wait mayBecomeReady() {
    return new Wait.AnyMayLeave(List.of(process), _ -> true);
  }

  @Override
  public void closed() {}
}

package dev.ringfence.kernel.poll;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.file.Listing;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.ProcessHandle;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A process as a descriptor (`pidfd_open(2)`), which becomes ready when the process ends; or one
/// of its threads.
final class ProcessFile implements OpenFile, ProcessHandle {
  private static final int PIDFS_MODE = 0700;

  /// `O_EXCL`, by which `F_GETFL` tells that it was opened for a thread.
  static final int PIDFD_THREAD = 0x80;

  private final Process process;

  /// The thread, unless it is the one that the process began with, which counts as the process.
  private final @Nullable Task thread;

  private final Reference reference = new Reference(this);
  private int status;

  ProcessFile(Process process, @Nullable Task thread, int status) {
    this.process = process;
    this.thread = thread;
    this.status = status;
  }

  Reference reference() {
    return reference;
  }

  @Override
  public Object lockable() {
    return process;
  }

  @Override
  public int id() {
    return thread == null ? process.pid() : thread.tid();
  }

  /// Whether it was opened for a thread, be it the first.
  boolean isOfThread() {
    return (status & PIDFD_THREAD) != 0;
  }

  @Nullable Task thread() {
    return thread;
  }

  /// Whether it has ended and nobody will wait for it any more.
  boolean isGone() {
    return process.reaped || thread != null && hasEnded();
  }

  private boolean hasEnded() {
    return process.zombie || thread != null && thread.state == Task.State.DEAD;
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
  public long read(Task task, long buffer, long count, long offset) {
    return Errno.EINVAL.result();
  }

  @Override
  public long write(Task task, long buffer, long count, long offset) {
    return Errno.EINVAL.result();
  }

  @Override
  public long truncate(long size) {
    return Errno.EOPNOTSUPP.result();
  }

  @Override
  public long allocate() {
    return Errno.EOPNOTSUPP.result();
  }

  @Override
  public boolean isFixed() {
    return true;
  }

  @Override
  public Mechanism mechanism() {
    return Mechanism.SIGNAL;
  }

  @Override
  public long number() {
    return id();
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
    String name = "[pidfd:" + id() + "]";
    String node = Integer.toString(id());
    return new Listing("a_inode", "0,5", "0", node, name, "anon_inode:[pidfd]");
  }

  @Override
  public String details() {
    int pid = isGone() ? -1 : id();
    return "Pid:\t%d\nNSpid:\t%d\n".formatted(pid, pid);
  }

  @Override
  public int flags() {
    return O_RDWR | status;
  }

  @Override
  public void setFlags(int flags) {
    status = status & PIDFD_THREAD | flags & SETTABLE;
  }

  @Override
  public Pollers pollers() {
    return thread == null ? process.ends() : process.threads().polled();
  }

  @Override
  public int readiness() {
    int ended = hasEnded() ? POLLIN | POLLRDNORM : 0;
    return isGone() ? ended | POLLHUP : ended;
  }

  @Override
  public Wait mayBecomeReady() {
    return thread == null
        ? new Wait.AnyMayLeave(List.of(process), _ -> true)
        : new Wait.MayLeave(thread);
  }

  @Override
  public void closed() {}
}

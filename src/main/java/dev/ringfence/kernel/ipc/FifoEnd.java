package dev.ringfence.kernel.ipc;

import dev.ringfence.kernel.fs.Dentry;
import dev.ringfence.kernel.inotify.Happening;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// An end of a pipe with a name, of whose use those hear who watch the name.
public final class FifoEnd extends PipeEnd {
  private @Nullable Dentry dentry;

  FifoEnd(Pipe pipe, int mode, int status, int unseen) {
    super(pipe, mode, status, unseen);
  }

  /// It has been opened by a path.
  public void opened(Dentry by) {
    dentry = by;
    by.opened();
  }

  @Override
  public @Nullable Dentry dentry() {
    return dentry;
  }

  @Override
  public long read(Task task, long buffer, long count) {
    return told(super.read(task, buffer, count), Happening.ACCESS);
  }

  @Override
  public long write(Task task, long buffer, long count) {
    return told(super.write(task, buffer, count), Happening.MODIFY);
  }

  /// Something has gone through it, if the result says so.
  private long told(long result, int what) {
    if (result > 0 && dentry != null) {
      dentry.happened(what);
    }
    return result;
  }

  @Override
  public void closed() {
    super.closed();
    if (dentry != null) {
      dentry.closed(writes());
    }
  }
}

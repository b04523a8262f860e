package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.OpenFile;

/// What a path through `/proc/PID/fd` finds where there is no file of the tree: a pipe, a socket,
/// an event counter.
public final class Nameless extends Inode {
  public final OpenFile file;

  /// @param owner as which it is shown, with the group
  Nameless(OpenFile file, int owner, int group, long now) {
    super(file.number(), file.mode() & S_IFMT, file.mode() & 07777, Credentials.SYSTEM, now);
    this.file = file;
    this.owner = owner;
    this.group = group;
    links = 1;
  }

  /// What somebody has open who names it by its descriptor.
  public Nameless(OpenFile file, Credentials holder, long now) {
    this(file, holder.fsuid(), holder.fsgid(), now);
  }

  @Override
  public long size() {
    return 0;
  }
}

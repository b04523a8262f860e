package dev.ringfence.kernel.file;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.fs.Dentry;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Backing;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An open file description (`open(2)`): what descriptors refer to.
public interface OpenFile {
  int POLLIN = 1;
  int POLLPRI = 2;
  int POLLOUT = 4;
  int POLLERR = 8;
  int POLLHUP = 16;
  int POLLNVAL = 32;
  int POLLRDNORM = 0x40;
  int POLLRDBAND = 0x80;
  int POLLWRNORM = 0x100;
  int POLLWRBAND = 0x200;
  int POLLRDHUP = 0x2000;
  int O_WRONLY = 1;
  int O_RDWR = 2;
  int O_NONBLOCK = 0x800;
  int O_ASYNC = 0x2000;
  int O_DIRECT = 0x4000;
  int O_APPEND = 0x400;
  int O_NOATIME = 01000000;
  int O_PATH = 010000000;

  /// The status flags that `F_SETFL` of `fcntl(2)` sets of any file.
  int SETTABLE = O_APPEND | O_NONBLOCK | O_NOATIME;

  /// The request of `ioctl(2)` for how much can be read.
  int FIONREAD = 0x541B;

  /// As `read(2)`: a count, a negative error number, or [dev.ringfence.kernel.call.Calls#BLOCKED].
  long read(Task task, long buffer, long count);

  /// As `write(2)`, with the same results.
  long write(Task task, long buffer, long count);

  /// As `pread(2)`.
  default long read(Task task, long buffer, long count, long offset) {
    return Errno.ESPIPE.result();
  }

  /// As `pwrite(2)`.
  default long write(Task task, long buffer, long count, long offset) {
    return Errno.ESPIPE.result();
  }

  /// Whether its kind can be read at all, so that reading nothing into no buffer is no error.
  default boolean hasReads() {
    return true;
  }

  /// Whether its kind can be written at all.
  default boolean hasWrites() {
    return true;
  }

  /// As `lseek(2)`: the new offset, or a negative error number.
  default long seek(long offset, int whence) {
    return Errno.ESPIPE.result();
  }

  /// As `ioctl(2)`, for requests that not all files know.
  ///
  /// @param argument mostly an address
  default long control(Task task, int request, long argument) {
    return Errno.ENOTTY.result();
  }

  /// The file it opens, or null for a pipe.
  default @Nullable Inode inode() {
    return null;
  }

  /// The name by which it was opened, if it was by a path and who watches that hears of its use.
  default @Nullable Dentry dentry() {
    return null;
  }

  /// Whether it was opened with `O_PATH`: it says where a file lies, and nothing else can be done.
  default boolean isPath() {
    return false;
  }

  /// Whether a task is of the process that has opened it, which has the same credentials still.
  default boolean isOf(Task task) {
    return true;
  }

  /// What advisory locks on it lie on: its inode, which others may have open, too.
  default Object lockable() {
    Inode inode = inode();
    return inode == null ? Listing.ANONYMOUS : inode;
  }

  /// What `fstat(2)` tells of its kind and its permissions where it has no inode.
  default int mode() {
    return 0600;
  }

  /// What `fstat(2)` tells of its size and of its names where it has no inode.
  default long size() {
    return 0;
  }

  default int links() {
    return 1;
  }

  /// The inode number that it has all the same; that of the anonymous inode for all without one.
  default long number() {
    return Listing.ANONYMOUS_INODE;
  }

  /// Whether it can be mapped: 0, or a negative error number of `mmap(2)`.
  ///
  /// @param writes whether what is written to the mapping shall show in the file
  default long mayMap(boolean writes) {
    return Errno.ENODEV.result();
  }

  /// What `F_GET_SEALS` of `fcntl(2)` tells.
  default long seals() {
    return Errno.EINVAL.result();
  }

  /// As `F_ADD_SEALS` of `fcntl(2)`.
  ///
  /// @param memories where it may be mapped
  default long addSeals(int seals, Iterable<AddressSpace> memories) {
    return Errno.EINVAL.result();
  }

  /// What a mapping of it holds; null for zeros.
  default @Nullable Backing pages() {
    return null;
  }

  /// The access mode and the status flags, as `F_GETFL` of `fcntl(2)` tells them.
  default int flags() {
    return O_RDWR;
  }

  /// Sets those status flags that can change. Others are ignored.
  default void setFlags(int flags) {}

  /// Whether `fcntl(2)` may set `O_DIRECT`.
  default boolean mayBeDirect() {
    return false;
  }

  /// Whether nobody can change its mode, its owner or its times, as of all that share one inode.
  default boolean isFixed() {
    return number() == Listing.ANONYMOUS_INODE;
  }

  /// As `fchmod(2)`, where it has no inode.
  ///
  /// @return 0, or a negative error number
  default long changeMode(Credentials who, int permissions) {
    return 0;
  }

  /// As `ftruncate(2)`.
  default long truncate(long size) {
    return Errno.EINVAL.result();
  }

  /// As `fallocate(2)`, whose arguments make sense, of what is no regular file.
  default long allocate() {
    return Errno.ENODEV.result();
  }

  /// Whether it is a terminal (`isatty(3)`).
  default boolean isTerminal() {
    return false;
  }

  /// What could be done without waiting, as `poll(2)` says it. A file is always ready.
  default int readiness() {
    return POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM;
  }

  /// Of which events those hear who watch it: at the end of a pipe not of the other end's.
  default int heard() {
    return -1;
  }

  /// As [#readiness()], for a task that asks: what a file of signals has depends on that.
  default int readiness(Task task) {
    return readiness();
  }

  /// Whether `epoll(7)` can watch it.
  default boolean isPollable() {
    return true;
  }

  /// Those who wait for it to become ready, or null if it always is.
  default @Nullable Pollers pollers() {
    return null;
  }

  /// What `lsof(8)` says of it, if it has no inode.
  default Listing listing() {
    return Listing.anonymous("[" + label() + "]");
  }

  /// What `/proc/PID/fdinfo` says of it beyond what it says of all files, in whole lines.
  default String details() {
    return "";
  }

  /// What reports call it.
  default String label() {
    return "a file";
  }

  /// What calls on it are for, where crossings between rings are counted.
  default Mechanism mechanism() {
    return Mechanism.FILE;
  }

  /// The channel that it is an end of, if it is one.
  default @Nullable Channel channel() {
    return null;
  }

  /// What could make more of it possible.
  default Wait mayBecomeReady() {
    return Wait.NEVER;
  }

  /// What must hold for a read to end that is made later.
  default Wait mayRead() {
    return Wait.TIMER;
  }

  /// What must hold for a write to end that is made later.
  default Wait mayWrite() {
    return Wait.TIMER;
  }

  /// What must hold for a write that is made later to end its process by a signal.
  default Wait mayBreak() {
    return Wait.TIMER;
  }

  /// Where those are noted whose owners are told by signals of what happens to it (`O_ASYNC`); none
  /// if it tells nobody so.
  default List<AsyncFiles> asyncFiles() {
    return List.of();
  }

  /// Who is told by signals as long as nobody else was named, or null for nobody.
  default @Nullable SignalOwner usualOwner(Task task) {
    return null;
  }

  /// A process has closed one of its descriptors for it; others may be left.
  default void closedBy(Process process) {}

  /// The last descriptor that referred to it was closed.
  void closed();
}

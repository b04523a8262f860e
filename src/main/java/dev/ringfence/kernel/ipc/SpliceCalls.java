package dev.ringfence.kernel.ipc;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.Flow;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Transferable;
import dev.ringfence.kernel.ipc.PipeSlots.Slot;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// The calls that move bytes to and from pipes inside the kernel: `splice(2)`, `tee(2)` and
/// `vmsplice(2)`.
public final class SpliceCalls {
  private static final int PAGE = PipeSlots.PAGE;
  private static final int NONBLOCK = 2;
  private static final int ALL_FLAGS = 15;

  /// The most that one call moves to or from a file.
  private static final int MOST = 1 << 20;

  /// Where in a file a call has begun which waits.
  private record Begun(Transferable file, long address, long offset) {}

  public void addTo(Calls calls) {
    calls
        .add(
            "fcntl.h",
            "ssize_t splice(int fd_in, off_t *off_in, int fd_out, off_t *off_out, size_t len,"
                + " unsigned int flags)",
            this::splice)
        .waits()
        .moves()
        .interrupted(SpliceCalls::interrupted)
        .endsWhenStopped()
        .acts(Act.READ, Act.WRITE)
        .cancels(true);
    calls
        .add(
            "fcntl.h",
            "ssize_t tee(int fd_in, int fd_out, size_t len, unsigned int flags)",
            this::tee)
        .waits()
        .moves()
        .acts(Act.WRITE)
        .cancels(true);
    calls
        .add(
            "fcntl.h",
            "ssize_t __vmsplice(int fd, void *base, size_t len, unsigned int flags)",
            this::vmsplice)
        .waits()
        .acts(Act.READ, Act.WRITE)
        .cancels(true);
  }

  /// A handler or a stop has the wait end: with what was moved, or so that the call is made again,
  /// from where in the file it began.
  private static long interrupted(Task task) {
    if (task.progress > 0) {
      return task.progress;
    }
    if (task.pending instanceof Begun(Transferable file, long address, long offset)) {
      advance(task, file, address, offset);
      task.pending = null;
    }
    return Calls.BLOCKED;
  }

  private static @Nullable OpenFile file(Task task, int argument) {
    return task.process().descriptors().get((int) task.argument(argument));
  }

  private static boolean reads(OpenFile file) {
    return (file.flags() & 3) != OpenFile.O_WRONLY;
  }

  private static boolean writes(OpenFile file) {
    return (file.flags() & 3) != 0;
  }

  private static boolean isNonblocking(OpenFile file, long flags) {
    return (flags & NONBLOCK) != 0 || (file.flags() & OpenFile.O_NONBLOCK) != 0;
  }

  private long splice(Task task) {
    long length = task.argument(4);
    long flags = task.argument(5) & 0xFFFF_FFFFL;
    if (length == 0) {
      return 0;
    }
    if ((flags & ~ALL_FLAGS) != 0) {
      return Errno.EINVAL.result();
    }
    OpenFile in = file(task, 0);
    OpenFile out = file(task, 2);
    if (in == null || out == null) {
      return Errno.EBADF.result();
    }
    long offsetIn = task.argument(1);
    long offsetOut = task.argument(3);
    if (in instanceof PipeEnd && offsetIn != 0 || out instanceof PipeEnd && offsetOut != 0) {
      return Errno.ESPIPE.result();
    }
    if (!isReachable(task, offsetIn) || !isReachable(task, offsetOut)) {
      return Errno.EFAULT.result();
    }
    if (!reads(in) || !writes(out)) {
      return Errno.EBADF.result();
    }
    long most = length < 0 ? Long.MAX_VALUE : length;
    if (in instanceof PipeEnd from && out instanceof PipeEnd to) {
      boolean nonblocking = isNonblocking(in, flags) || isNonblocking(out, 0);
      return from.pipe() == to.pipe()
          ? Errno.EINVAL.result()
          : between(task, from.pipe(), to.pipe(), most, nonblocking, true);
    }
    if (length < 0) {
      return Errno.EINVAL.result();
    }
    if (in instanceof PipeEnd from && out instanceof Transferable to) {
      return toFile(task, from.pipe(), to, offsetOut, most, isNonblocking(in, flags));
    }
    if (in instanceof Transferable from && out instanceof PipeEnd to) {
      return fromFile(task, from, to.pipe(), offsetIn, most, isNonblocking(out, flags));
    }
    if (in instanceof PipeEnd from && out instanceof Flow to) {
      return offsetOut != 0
          ? Errno.EINVAL.result()
          : toFlow(task, from.pipe(), to, most, isNonblocking(in, flags));
    }
    if (in instanceof Flow from && out instanceof PipeEnd to) {
      return offsetIn != 0
          ? Errno.EINVAL.result()
          : fromFlow(task, from, to.pipe(), most, isNonblocking(out, flags), flags);
    }
    return out instanceof PipeEnd to
        ? nothingTo(task, to.pipe(), isNonblocking(out, flags))
        : Errno.EINVAL.result();
  }

  /// There is nothing to move, which is seen when there is room for it.
  private static long nothingTo(Task task, Pipe out, boolean nonblocking) {
    long ready = out.awaitRoom(task, nonblocking);
    return ready == 1 ? Errno.EINVAL.result() : ready;
  }

  /// What is there goes at once; when it has to wait with a part of it sent, that is away from the
  /// pipe already.
  private static long toFlow(Task task, Pipe in, Flow out, long most, boolean nonblocking) {
    long begun = task.progress;
    if (begun > 0 && (in.slots().isEmpty() || begun >= most)) {
      return begun;
    }
    long ready = in.awaitBytes(task, nonblocking);
    if (ready != 1) {
      return ready;
    }
    byte[] bytes = in.slots().copy((int) Math.min(most - begun, MOST));
    long result = out.give(task, bytes, begun);
    long sent = (result == Calls.BLOCKED ? task.progress : Math.max(begun, result)) - begun;
    int free = in.slots().free();
    for (Slot slot = in.slots().first(); sent > 0 && slot != null; slot = in.slots().first()) {
      int part = (int) Math.min(sent, slot.size());
      in.slots().split(slot, part);
      sent -= part;
    }
    in.emptied(free);
    return result;
  }

  private static long fromFlow(
      Task task, Flow in, Pipe out, long most, boolean nonblocking, long flags) {
    long ready = out.awaitRoom(task, nonblocking);
    if (ready != 1) {
      return ready;
    }
    byte[] bytes = new byte[(int) Math.min(most, (long) out.slots().free() * PAGE)];
    long result = in.take(task, bytes, (flags & NONBLOCK) != 0);
    for (int done = 0; done < result; done += PAGE) {
      Slot slot = new Slot((int) Math.min(PAGE, result - done));
      slot.to = slot.bytes.length;
      System.arraycopy(bytes, done, slot.bytes, 0, slot.to);
      out.slots().add(slot);
    }
    if (result > 0) {
      out.filled();
    }
    return result;
  }

  private static boolean isReachable(Task task, long offset) {
    return offset == 0 || UserMemory.isReachable(task.process().memory(), offset, 8, false);
  }

  private static long offset(Task task, Transferable file, long address) {
    Long given = address == 0 ? null : UserMemory.getLong(task.process().memory(), address);
    return given == null ? file.position() : given;
  }

  /// The offset with which the call has begun, though others may have moved it since.
  private static long begin(Task task, Transferable file, long address) {
    if (task.pending instanceof Begun begun) {
      return begun.offset;
    }
    long offset = offset(task, file, address);
    task.pending = new Begun(file, address, offset);
    return offset;
  }

  private static void advance(Task task, Transferable file, long address, long next) {
    if (address == 0) {
      file.position(next);
    } else {
      UserMemory.put(task.process().memory(), address, 8, next);
    }
  }

  /// Whether so many bytes from there on are more than a file can have.
  private static boolean isBeyond(long offset, long most) {
    return offset < 0 || offset > Long.MAX_VALUE - most;
  }

  private static long fromFile(
      Task task, Transferable in, Pipe out, long address, long most, boolean nonblocking) {
    long offset = begin(task, in, address);
    if (isBeyond(offset, most)) {
      return Errno.EINVAL.result();
    }
    long ready = out.awaitRoom(task, nonblocking);
    if (ready != 1) {
      return ready;
    }
    long done = 0;
    while (done < most && !out.slots().isFull()) {
      long at = offset + done;
      Slot slot = new Slot((int) Math.min(PAGE - at % PAGE, most - done));
      int got = in.fetch(slot.bytes, at);
      if (got <= 0) {
        boolean never = got == Errno.EISDIR.result() || got == 0 && !in.counts();
        if (done == 0 && (got < 0 || never)) {
          return never ? Errno.EINVAL.result() : got;
        }
        break;
      }
      slot.to = got;
      out.slots().add(slot);
      done += got;
    }
    advance(task, in, address, offset + done);
    if (done > 0) {
      out.filled();
    }
    return done;
  }

  private static long toFile(
      Task task, Pipe in, Transferable out, long address, long most, boolean nonblocking) {
    long offset = begin(task, out, address);
    if ((out.flags() & OpenFile.O_APPEND) != 0 || isBeyond(offset, most)) {
      return Errno.EINVAL.result();
    }
    long ready = in.awaitBytes(task, nonblocking);
    if (ready != 1) {
      return ready;
    }
    long done = 0;
    int free = in.slots().free();
    for (Slot slot = in.slots().first(); done < most && slot != null; slot = in.slots().first()) {
      int part = (int) Math.min(most - done, slot.size());
      byte[] bytes = new byte[part];
      System.arraycopy(slot.bytes, slot.from, bytes, 0, part);
      long stored = out.store(bytes, part, offset + done);
      if (stored <= 0) {
        done = done == 0 ? stored : done;
        break;
      }
      in.slots().split(slot, (int) stored);
      done += stored;
    }
    if (done > 0) {
      advance(task, out, address, out.counts() ? offset + done : offset);
    }
    in.emptied(free);
    return done;
  }

  /// @param takes whether what is put into the other pipe goes away from the first
  private static long between(
      Task task, Pipe in, Pipe out, long most, boolean nonblocking, boolean takes) {
    long ready = in.awaitBytes(task, nonblocking);
    if (ready == 0 || ready == 1) {
      long room = out.awaitRoom(task, nonblocking);
      ready = room == 1 ? ready : room;
    }
    if (ready != 1) {
      return ready;
    }
    long done = 0;
    int free = in.slots().free();
    Slot slot = in.slots().first();
    while (done < most && slot != null && !out.slots().isFull()) {
      int part = (int) Math.min(most - done, slot.size());
      Slot copy = new Slot(part);
      System.arraycopy(slot.bytes, slot.from, copy.bytes, 0, part);
      copy.to = part;
      copy.isPacket = slot.isPacket;
      copy.isOpen = takes && part == slot.size() && slot.isOpen;
      out.slots().add(copy);
      done += part;
      if (takes) {
        in.slots().split(slot, part);
        slot = in.slots().first();
      } else {
        slot = PipeSlots.next(slot);
      }
    }
    out.filled();
    if (takes) {
      in.emptied(free);
    }
    return done;
  }

  private long tee(Task task) {
    long length = task.argument(2);
    long flags = task.argument(3) & 0xFFFF_FFFFL;
    if ((flags & ~ALL_FLAGS) != 0) {
      return Errno.EINVAL.result();
    }
    if (length == 0) {
      return 0;
    }
    OpenFile in = file(task, 0);
    OpenFile out = file(task, 1);
    if (in == null || out == null || !reads(in) || !writes(out)) {
      return Errno.EBADF.result();
    }
    if (in instanceof PipeEnd from && out instanceof PipeEnd to && from.pipe() != to.pipe()) {
      boolean nonblocking = isNonblocking(in, flags) || isNonblocking(out, 0);
      long most = length < 0 ? Long.MAX_VALUE : length;
      return between(task, from.pipe(), to.pipe(), most, nonblocking, false);
    }
    return Errno.EINVAL.result();
  }

  /// One part of `vmsplice(2)`: memory becomes pages of the pipe, or the other way round.
  private long vmsplice(Task task) {
    long base = task.argument(1);
    long length = task.argument(2);
    long flags = task.argument(3) & 0xFFFF_FFFFL;
    if ((flags & ~ALL_FLAGS) != 0) {
      return Errno.EINVAL.result();
    }
    OpenFile file = file(task, 0);
    if (file != null && length == 0) {
      return 0;
    }
    if (!(file instanceof PipeEnd end)) {
      return Errno.EBADF.result();
    }
    boolean nonblocking = (flags & NONBLOCK) != 0;
    if (!end.writes()) {
      return end.pipe().move(task, base, length, nonblocking);
    }
    Pipe pipe = end.pipe();
    long ready = pipe.awaitRoom(task, nonblocking);
    if (ready != 1) {
      return ready;
    }
    long done = 0;
    long most = Math.min(length, MOST);
    while (done < most && !pipe.slots().isFull()) {
      long at = base + done;
      int part = (int) Math.min(PAGE - Math.floorMod(at, (long) PAGE), most - done);
      Slot slot = new Slot(part);
      if (!UserMemory.read(task.process().memory(), at, slot.bytes, 0, part)) {
        break;
      }
      slot.to = part;
      pipe.slots().add(slot);
      done += part;
    }
    if (done > 0) {
      pipe.filled();
    }
    return done == 0 ? Errno.EFAULT.result() : done;
  }
}

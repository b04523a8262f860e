package dev.ringfence.kernel.socket;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.socket.option.SocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A buffer for control messages in a process's memory (`cmsg(3)`): each has a header of its
/// length, level and type, and begins at a multiple of the word.
final class ControlBuffer {
  private static final int SCM_RIGHTS = 1;

  private final Task task;
  private final AddressSpace memory;
  private final long start;
  private final int word;
  private final int header;
  private long used;
  private long left;
  private boolean truncated;

  ControlBuffer(Task task, long start, long length) {
    this.task = task;
    this.start = start;
    memory = task.process().memory();
    word = memory.regions().word();
    header = header(word);
    left = length;
  }

  private static int header(int word) {
    return word + 2 * Integer.BYTES;
  }

  private static long align(long size, int word) {
    return (size + word - 1) / word * word;
  }

  /// The control messages in a buffer.
  ///
  /// @throws SocketError `EFAULT`, `EINVAL`
  static List<Control> read(Task task, long start, int length) throws SocketError {
    AddressSpace memory = task.process().memory();
    int word = memory.regions().word();
    byte[] bytes = new byte[length];
    if (!UserMemory.read(memory, start, bytes, 0, length)) {
      throw new SocketError(Errno.EFAULT);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Control> all = new ArrayList<>();
    long at = 0;
    while (at + header(word) <= length) {
      int here = (int) at;
      long size = word == Long.BYTES ? buffer.getLong(here) : buffer.getInt(here) & 0xFFFF_FFFFL;
      if (size < header(word) || size > length - at) {
        throw new SocketError(Errno.EINVAL);
      }
      int level = buffer.getInt(here + word);
      int type = buffer.getInt(here + word + Integer.BYTES);
      byte[] data = Arrays.copyOfRange(bytes, here + header(word), here + (int) size);
      all.add(new Control(level, type, data));
      at += align(size, word);
    }
    return all;
  }

  /// Bytes of the buffer that are used.
  long used() {
    return used;
  }

  /// Whether there was no room for something.
  boolean isTruncated() {
    return truncated;
  }

  private boolean hasRoomForHeader() {
    boolean room = start != 0 && Long.compareUnsigned(left, header) >= 0;
    truncated |= !room;
    return room;
  }

  private void putHeader(long size, int level, int type) {
    UserMemory.putWord(memory, start + used, size);
    UserMemory.put(memory, start + used + word, Integer.BYTES, level);
    UserMemory.put(memory, start + used + word + Integer.BYTES, Integer.BYTES, type);
  }

  private void advance(long dataSize) {
    long part = align(header + dataSize, word);
    part = Long.compareUnsigned(part, left) > 0 ? left : part;
    used += part;
    left -= part;
  }

  /// Adds a message, or the part of it that there is room for.
  void put(Control message) {
    if (!hasRoomForHeader()) {
      return;
    }
    long size = header + message.data().length;
    if (Long.compareUnsigned(left, size) < 0) {
      truncated = true;
      size = left;
    }
    putHeader(size, message.level(), message.type());
    UserMemory.write(memory, start + used + header, message.data(), 0, (int) (size - header));
    advance(message.data().length);
  }

  /// Gives open files descriptors, as many as there is room for, and adds a message of these.
  void putFiles(List<Reference> files, boolean closedOnExec) {
    if (files.isEmpty() || !hasRoomForHeader()) {
      return;
    }
    Descriptors descriptors = task.process().descriptors();
    long room = Long.divideUnsigned(left - header, Integer.BYTES);
    int count = 0;
    for (Reference file : files) {
      int fd = count < room ? descriptors.open(file) : -1;
      if (fd < 0) {
        break;
      }
      if (!UserMemory.put(
          memory, start + used + header + (long) Integer.BYTES * count, Integer.BYTES, fd)) {
        descriptors.close(fd);
        break;
      }
      descriptors.closeOnExec(fd, closedOnExec);
      count++;
    }
    if (count > 0) {
      putHeader(header + (long) Integer.BYTES * count, SocketOptions.SOL_SOCKET, SCM_RIGHTS);
      advance((long) Integer.BYTES * count);
    }
    truncated |= count < files.size();
  }
}

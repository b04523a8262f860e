package dev.ringfence.kernel.socket;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;

/// `struct msghdr` in a process's memory (`sendmsg(2)`): its members lie a word apart,
/// on machines of all widths.
///
/// @param at where it lies
/// @param name where the address is or shall be, 0 for nowhere
/// @param control where control messages are or shall be, 0 for nowhere
record MessageHeader(
    long at, long name, int nameLength, Parts data, long control, long controlLength) {
  private static final int NAME_LENGTH = 1;
  private static final int BUFFERS = 2;
  private static final int BUFFER_COUNT = 3;
  private static final int CONTROL = 4;
  private static final int CONTROL_LENGTH = 5;
  private static final int FLAGS = 6;

  /// Of `struct mmsghdr`: how many bytes were moved, and its size.
  private static final int MOVED = 7;

  private static final int SIZE_WITH_MOVED = 8;

  /// The most bytes of an address that are taken.
  private static final int MOST_NAME = 128;

  /// @throws SocketError `EFAULT`, `EINVAL`, `EMSGSIZE`
  static MessageHeader read(Task task, long at) throws SocketError {
    AddressSpace memory = task.process().memory();
    int word = memory.regions().word();
    Long name = UserMemory.getPointer(memory, at);
    long length = UserMemory.getInt(memory, at + word * NAME_LENGTH);
    Long buffers = UserMemory.getPointer(memory, at + word * BUFFERS);
    Long count = UserMemory.getWord(memory, at + word * BUFFER_COUNT);
    Long control = UserMemory.getPointer(memory, at + word * CONTROL);
    Long controlLength = UserMemory.getPointer(memory, at + word * CONTROL_LENGTH);
    if (name == null
        || length < 0
        || buffers == null
        || count == null
        || control == null
        || controlLength == null) {
      throw new SocketError(Errno.EFAULT);
    }
    if ((int) length < 0) {
      throw new SocketError(Errno.EINVAL);
    }
    Parts data = Parts.read(memory, buffers, count);
    int named = name == 0 ? 0 : (int) Math.min(length, MOST_NAME);
    return new MessageHeader(at, name, named, data, control, controlLength);
  }

  /// Where the header of a message of several lies.
  static long place(Task task, long array, long index) {
    return array + index * SIZE_WITH_MOVED * task.process().memory().regions().word();
  }

  /// Tells how many bytes of it were moved, if it is one of several.
  boolean putMoved(Task task, long bytes) {
    AddressSpace memory = task.process().memory();
    return UserMemory.putInt(memory, at + (long) MOVED * memory.regions().word(), bytes);
  }

  /// The message that it describes, to be sent.
  ///
  /// @throws SocketError `ENOBUFS`, `EINVAL`, `EFAULT`
  Outgoing outgoing(Task task, int flags, SocketLimits limits) throws SocketError {
    byte[] address =
        nameLength == 0 ? Outgoing.NO_ADDRESS : SocketArguments.address(task, name, nameLength);
    if (Long.compareUnsigned(controlLength, limits.maxControl()) > 0) {
      throw new SocketError(Errno.ENOBUFS);
    }
    return new Outgoing(
        data, flags, address, ControlBuffer.read(task, control, (int) controlLength));
  }

  /// Tells what has been received beside the bytes.
  ///
  /// @throws SocketError `EFAULT`
  void put(Task task, Incoming message) throws SocketError {
    AddressSpace memory = task.process().memory();
    int word = memory.regions().word();
    ControlBuffer buffer = new ControlBuffer(task, control, controlLength);
    for (Control each : message.control) {
      buffer.put(each);
    }
    buffer.putFiles(message.files, message.has(MessageFlags.CMSG_CLOEXEC));
    message.finish();
    if (name != 0) {
      SocketArguments.putAddress(task, name, at + (long) word * NAME_LENGTH, message.address);
    }
    int flags =
        message.outcome
            | (buffer.isTruncated() ? MessageFlags.CTRUNC : 0)
            | message.flags() & MessageFlags.CMSG_CLOEXEC;
    if (!UserMemory.putInt(memory, at + (long) word * FLAGS, flags)
        || !UserMemory.putWord(memory, at + (long) word * CONTROL_LENGTH, buffer.used())) {
      throw new SocketError(Errno.EFAULT);
    }
  }
}

package dev.ringfence.kernel.fs.call;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.OpenInode;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What `getdents64(2)` tells of a directory: Linux's `struct linux_dirent64` for each entry.
final class DirectoryRecords {
  private static final int NAME = 19;

  private DirectoryRecords() {}

  /// Writes the records from the present position on, as many as go into the buffer.
  ///
  /// @return how many bytes that are, or a negative error number
  static long read(AddressSpace memory, OpenInode open, long buffer, long count) {
    if (open.inode() instanceof Directory directory && !directory.isThere()) {
      return Errno.ENOENT.result();
    }
    List<Directory.Entry> entries = open.entries();
    if (entries == null) {
      return Errno.ENOTDIR.result();
    }
    long done = 0;
    for (long at = open.position(); at < entries.size(); at++) {
      byte[] record = of(entries.get((int) at), at + 1);
      if (done + record.length > count) {
        return done > 0 ? done : Errno.EINVAL.result();
      }
      if (!UserMemory.write(memory, buffer + done, record, 0, record.length)) {
        return Errno.EFAULT.result();
      }
      done += record.length;
      open.position(at + 1);
    }
    return done;
  }

  /// @param next the position of the entry behind it
  private static byte[] of(Directory.Entry entry, long next) {
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    int length = (NAME + name.length + 1 + 7) & -8;
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(entry.inode().number).putLong(next).putShort((short) length);
    bytes.put((byte) (entry.inode().type >> 12)).put(name);
    return bytes.array();
  }
}

package dev.ringfence.kernel.fs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Linux's `struct linux_dirent64` (`getdents(2)`).
final class DirectoryEntry {
  private static final int NAME = 19;

  private DirectoryEntry() {}

  /// @param next the position of the entry behind it
  static byte[] of(Directory.Entry entry, long next) {
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    int length = (NAME + name.length + 1 + 7) & -8;
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(entry.inode().number).putLong(next).putShort((short) length);
    bytes.put((byte) (entry.inode().type >> 12)).put(name);
    return bytes.array();
  }
}

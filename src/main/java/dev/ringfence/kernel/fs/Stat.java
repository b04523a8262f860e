package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.file.OpenFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Linux's `struct stat` on x86-64 (`stat(2)`).
final class Stat {
  static final int SIZE = 144;

  private static final long SECOND = 1_000_000_000;
  private static final int BLOCK = 4096;
  private static final int FAST_LINK = 60;

  private Stat() {}

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// That of an open file without an inode: a pipe or a socket.
  static byte[] of(OpenFile file) {
    return buffer()
        .putLong(8, file.number())
        .putLong(16, 1)
        .putInt(24, file.mode())
        .putInt(28, Inode.USER)
        .putInt(32, Inode.USER)
        .putLong(56, BLOCK)
        .array();
  }

  static byte[] of(Inode inode) {
    ByteBuffer bytes = buffer();
    long device = inode instanceof Device d ? d.kind.major << 8 | d.kind.minor : 0;
    bytes.putLong(1).putLong(inode.number).putLong(inode.links);
    bytes.putInt(inode.mode()).putInt(inode.owner).putInt(inode.owner).putInt(0);
    bytes.putLong(device).putLong(inode.size()).putLong(BLOCK);
    // A short link lies in the inode itself.
    long occupied = inode instanceof SymbolicLink && inode.size() < FAST_LINK ? 0 : inode.size();
    bytes.putLong((occupied + BLOCK - 1) / BLOCK * (BLOCK / 512));
    for (long time : new long[] {inode.accessed, inode.modified, inode.changed}) {
      bytes.putLong(Math.floorDiv(time, SECOND)).putLong(Math.floorMod(time, SECOND));
    }
    return bytes.array();
  }
}

package dev.ringfence.kernel.fs.call;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.fs.Device;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.Fifo;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.Nameless;
import dev.ringfence.kernel.fs.Peripheral;
import dev.ringfence.kernel.fs.RegularFile;
import dev.ringfence.kernel.fs.SocketInode;
import dev.ringfence.kernel.fs.SymbolicLink;
import dev.ringfence.kernel.fs.TerminalDevice;
import dev.ringfence.kernel.fs.TextFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Linux's `struct stat` on x86-64 (`stat(2)`).
final class Stat {
  static final int SIZE = 144;

  private static final long SECOND = 1_000_000_000;
  private static final int BLOCK = 4096;
  private static final int FAST_LINK = 60;

  private Stat() {}

  /// @param inode null for a pipe or socket
  /// @param file that is open, or null
  /// @param who looks, to whom a pipe belongs
  static byte[] of(@Nullable Inode inode, @Nullable OpenFile file, Credentials who) {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    if (inode == null) {
      return bytes
          .putLong(8, file == null ? 0 : file.number())
          .putInt(24, file == null ? 0 : file.mode())
          .putLong(16, file == null ? 1 : file.links())
          .putInt(28, who.fsuid())
          .putInt(32, who.fsgid())
          .putLong(48, file == null ? 0 : file.size())
          .putLong(56, BLOCK)
          .array();
    }
    long device =
        switch (inode) {
          case Device d -> d.kind.major << 8 | d.kind.minor;
          case Peripheral _ -> Peripheral.MAJOR << 8;
          case TerminalDevice t -> t.minor >> 8 << 20 | t.major << 8 | t.minor & 0xFF;
          case RegularFile _, TextFile _, Directory _, SymbolicLink _ -> 0;
          case Fifo _, SocketInode _, Nameless _ -> 0;
        };
    bytes.putLong(1).putLong(inode.number).putLong(inode.links);
    bytes.putInt(inode.mode()).putInt(inode.owner).putInt(inode.group).putInt(0);
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

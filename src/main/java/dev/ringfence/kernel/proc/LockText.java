package dev.ringfence.kernel.proc;

import dev.ringfence.kernel.lock.FileLock;
import dev.ringfence.kernel.lock.LockTable;

/// `/proc/locks`: all locks on files of a host, each with those who wait for it behind it.
public final class LockText {
  private LockText() {}

  static String of(LockTable table, int host) {
    StringBuilder text = new StringBuilder();
    for (LockTable.Row row : table.rows()) {
      if (row.lock().process().host == host) {
        text.append(line(row.number(), row.depth(), row.lock()));
      }
    }
    return text.toString();
  }

  /// One lock, as `/proc/locks` and the files of `/proc/PID/fdinfo` say it.
  static String line(int number, int depth, FileLock lock) {
    return "%d: %s%-6s ADVISORY  %s %d %s:%d %d %s\n"
        .formatted(
            number,
            depth == 0 ? "" : " ".repeat(depth - 1) + "-> ",
            lock.kind(),
            lock.isExclusive() ? "WRITE" : "READ",
            lock.pid(),
            device(lock),
            lock.file().number(),
            lock.from(),
            lock.to() == Long.MAX_VALUE ? "EOF" : Long.toString(lock.to()));
  }

  private static String device(FileLock lock) {
    if (lock.file().inode() != null) {
      return "00:01";
    }
    String[] numbers = lock.file().listing().device().split(",");
    return "%02x:%02x"
        .formatted(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[numbers.length - 1]));
  }
}

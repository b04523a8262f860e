package dev.ringfence.report.view;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.lock.FileLock;
import dev.ringfence.kernel.lock.FileLock.Kind;
import dev.ringfence.kernel.lock.LockTable;
import dev.ringfence.kernel.proc.StatusText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The locks on files, and who waits for them, in the form of `lslocks(8)`: the oldest first, a
/// star behind the mode of those who wait.
final class LockList {
  private static final String[] TITLES = {
    "COMMAND", "PID", "TYPE", "SIZE", "MODE", "M", "START", "END", "PATH"
  };
  private static final int[] LEAST = {15, 5, 5, 4, 5, 1, 5, 3, 4};

  /// The columns that are not set to the right.
  private static final Set<Integer> LEFT = Set.of(0, 4);

  private LockList() {}

  static String of(Kernel kernel, int host) {
    List<String[]> rows = new ArrayList<>();
    for (LockTable.Row row : kernel.parts().fileLocks().rows().reversed()) {
      if (row.lock().process().host == host) {
        rows.add(row(kernel, row));
      }
    }
    if (rows.isEmpty()) {
      return "";
    }
    rows.addFirst(TITLES);
    return Columns.text(rows, LEAST, LEFT);
  }

  private static String[] row(Kernel kernel, LockTable.Row row) {
    FileLock lock = row.lock();
    boolean known = lock.kind() != Kind.OFDLCK;
    Inode inode = lock.file().inode();
    return new String[] {
      known ? StatusText.name(lock.process()) : "(undefined)",
      Integer.toString(lock.pid()),
      lock.kind().toString(),
      known ? size(inode == null ? 0 : inode.size()) : "",
      (lock.isExclusive() ? "WRITE" : "READ") + (row.depth() > 0 ? "*" : ""),
      "0",
      Long.toString(lock.from()),
      lock.to() == Long.MAX_VALUE ? "0" : Long.toString(lock.to()),
      known ? path(kernel, lock, inode) : "/..."
    };
  }

  private static String path(Kernel kernel, FileLock lock, @Nullable Inode inode) {
    return inode == null
        ? lock.file().listing().link()
        : kernel.parts().files().place(inode).path();
  }

  /// A size with a digit behind the point where it is not whole, and its unit: `5B`, `4.9K`.
  private static String size(long bytes) {
    int exponent = 0;
    while (exponent < 60 && bytes >> exponent + 10 > 0) {
      exponent += 10;
    }
    long whole = bytes >> exponent;
    long tenths = ((bytes - (whole << exponent)) * 1000 / (1L << exponent) + 50) / 100;
    whole += tenths / 10;
    tenths %= 10;
    return whole + (tenths == 0 ? "" : "." + tenths) + "BKMGTPE".charAt(exponent / 10);
  }
}

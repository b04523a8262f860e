package dev.ringfence.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every row of `paging_matrix.csv`: entry bits, CR0.WP, EFER.NXE, access and ring against outcome,
/// error code, accessed and dirty bits.
class PagingMatrixTest {
  private static final long ADDRESS = 0x0000_1234_5678_9000L;
  private static final int ROOT = 1;
  private static final int DIRECTORY = 3;
  private static final int TABLE = 4;
  private static final int PAGE = 5;
  private static final long LINK = Entry.PRESENT | Entry.WRITABLE | Entry.USER;

  @Test
  void walk_everyRowOfTheMatrix_isReproduced() throws IOException {
    List<List<String>> rows = Reference.rows("paging_matrix.csv");
    assertEquals(6144, rows.size());
    for (List<String> row : rows) {
      check(row.toString(), row.toArray(String[]::new));
    }
  }

  private static void check(String row, String... f) {
    PhysicalMemory memory = new PhysicalMemory(64 * PhysicalMemory.FRAME);
    long upper = bits(f, 0);
    memory.writeLong(Walker.place(ROOT, ADDRESS, 3), Entry.of(2, LINK));
    memory.writeLong(Walker.place(2, ADDRESS, 2), Entry.of(DIRECTORY, LINK));
    memory.writeLong(Walker.place(DIRECTORY, ADDRESS, 1), Entry.of(TABLE, upper));
    memory.writeLong(Walker.place(TABLE, ADDRESS, 0), Entry.of(PAGE, bits(f, 4)));
    Walker walker = new Walker(memory, 46);
    walker.writeProtect = f[8].equals("1");
    walker.noExecuteEnable = f[9].equals("1");

    long found = walker.walk(ROOT, ADDRESS, access(f[10]), Integer.parseInt(f[11]));

    if (f[12].equals("ok")) {
      assertEquals(PAGE, Entry.frame(found), row);
    } else {
      assertEquals(Walker.FAULT, found, row);
      assertEquals(f[12], walker.vector.mnemonic(), row);
      assertEquals(Integer.decode(f[14]), walker.errorCode, row);
    }
    long last = memory.readLong(Walker.place(TABLE, ADDRESS, 0));
    assertEquals(f[17].equals("1"), Entry.has(last, Entry.ACCESSED), row);
    assertEquals(f[18].equals("1"), Entry.has(last, Entry.DIRTY), row);
  }

  private static long bits(String[] f, int from) {
    return (f[from].equals("1") ? Entry.PRESENT : 0)
        | (f[from + 1].equals("1") ? Entry.WRITABLE : 0)
        | (f[from + 2].equals("1") ? Entry.USER : 0)
        | (f[from + 3].equals("1") ? Entry.NO_EXECUTE : 0);
  }

  private static Access access(String letter) {
    return switch (letter) {
      case "r" -> Access.READ;
      case "w" -> Access.WRITE;
      case "x" -> Access.FETCH;
      default -> throw new IllegalArgumentException(letter);
    };
  }
}

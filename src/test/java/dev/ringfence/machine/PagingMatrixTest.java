package dev.ringfence.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every row of `paging_matrix.csv` and `paging_matrix_32bit.csv`: entry bits, CR0.WP, EFER.NXE,
/// access and ring against outcome, error code, accessed and dirty bits.
class PagingMatrixTest {
  private static final long ADDRESS = 0x0000_1234_5678_9000L;
  private static final int ROOT = 1;
  private static final int DIRECTORY = 3;
  private static final int TABLE = 4;
  private static final int PAGE = 5;
  private static final long LINK = Entry.PRESENT | Entry.WRITABLE | Entry.USER;

  private final PhysicalMemory memory = new PhysicalMemory(64 * PhysicalMemory.FRAME);

  @Test
  void walkOfFourLevels_everyRowOfTheMatrix_isReproduced() throws IOException {
    List<List<String>> rows = Reference.rows("paging_matrix.csv");
    assertEquals(6144, rows.size());
    for (List<String> row : rows) {
      String[] f = row.toArray(String[]::new);
      Walker walker = new Walker(memory, Paging.FOUR_LEVELS, 46);
      walker.writeProtect = f[8].equals("1");
      walker.noExecuteEnable = f[9].equals("1");
      Paging paging = Paging.FOUR_LEVELS;
      paging.write(memory, paging.place(ROOT, ADDRESS, 3), Entry.of(2, LINK));
      paging.write(memory, paging.place(2, ADDRESS, 2), Entry.of(DIRECTORY, LINK));
      long upper = bits(f, 0) | noExecute(f[3]);
      long lower = bits(f, 4) | noExecute(f[7]);
      check(row, walker, paging, DIRECTORY, upper, lower, 10);
    }
  }

  @Test
  void walkOfTwoLevels_everyRowOfTheMatrix_isReproduced() throws IOException {
    List<List<String>> rows = Reference.rows("paging_matrix_32bit.csv");
    assertEquals(1152, rows.size());
    for (List<String> row : rows) {
      String[] f = row.toArray(String[]::new);
      Walker walker = new Walker(memory, Paging.TWO_LEVELS, 32);
      walker.writeProtect = f[7].equals("1");
      check(row, walker, Paging.TWO_LEVELS, ROOT, bits(f, 1), bits(f, 4), 8);
    }
  }

  /// @param access the field with the access: the ring, the outcome, and so on follow
  private void check(
      List<String> row,
      Walker walker,
      Paging paging,
      int directory,
      long upper,
      long lower,
      int access) {
    long address = ADDRESS & (1L << paging.linearBits() - 1) - 1;
    paging.write(memory, paging.place(directory, address, 1), Entry.of(TABLE, upper));
    paging.write(memory, paging.place(TABLE, address, 0), Entry.of(PAGE, lower));
    int ring = Integer.parseInt(row.get(access + 1));

    long found = walker.walk(ROOT, address, access(row.get(access)), ring);

    String outcome = row.get(access + 2);
    if (outcome.equals("ok")) {
      assertEquals(PAGE, Entry.frame(found), row::toString);
    } else {
      assertEquals(Walker.FAULT, found, row::toString);
      assertEquals(outcome, walker.vector.mnemonic(), row::toString);
      assertEquals(Integer.decode(row.get(access + 4)), walker.errorCode, row::toString);
    }
    long last = paging.read(memory, paging.place(TABLE, address, 0));
    boolean accessed = row.get(access + 7).equals("1");
    boolean dirty = row.get(access + 8).equals("1");
    assertEquals(accessed, Entry.has(last, Entry.ACCESSED), row::toString);
    assertEquals(dirty, Entry.has(last, Entry.DIRTY), row::toString);
  }

  private static long bits(String[] f, int from) {
    return (f[from].equals("1") ? Entry.PRESENT : 0)
        | (f[from + 1].equals("1") ? Entry.WRITABLE : 0)
        | (f[from + 2].equals("1") ? Entry.USER : 0);
  }

  private static long noExecute(String field) {
    return field.equals("1") ? Entry.NO_EXECUTE : 0;
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

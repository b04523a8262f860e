package dev.ringfence.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.machine.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rows of `hw_faults.csv` that a program needs no segment registers for: what a real processor
/// did when a program in ring 3 touched pages and executed instructions.
class ObservedFaultsTest {
  private static final List<String> GROUPS = List.of("paging", "canonical", "exception");

  @TempDir Path folder = Path.of("");

  @Test
  void everyRow_isReproducedByAProcess() throws IOException {
    int checked = 0;
    for (List<String> row : Reference.rows("hw_faults.csv")) {
      if (GROUPS.contains(row.get(1))) {
        ProcessRun run = ProcessRun.ofBody(folder, "", PAGE + statement(row.get(0)) + "}");
        List<String> expected =
            row.get(3).equals("none") ? List.of() : List.of(row.get(3) + " " + row.get(4));
        assertEquals(expected, run.faults(), row::toString);
        checked++;
      }
    }
    assertEquals(20, checked);
  }

  @Test
  void everyPrivilegedInstruction_isRefusedInRing3() throws IOException {
    List<String> all =
        List.of("hlt()", "cli()", "sti()", "inb(0x64)", "write_cr0(0)", "lgdt(0, 0)", "ltr(0x40)");
    for (String instruction : all) {
      ProcessRun run = ProcessRun.ofBody(folder, "", instruction + ";");
      assertEquals(List.of("#GP 0x0"), run.faults(), instruction);
    }
    assertEquals(List.of("#BP 0x0"), ProcessRun.ofBody(folder, "", "int3();").faults());
  }

  /// A page that is there, and may be read and written.
  private static final String PAGE =
      """
      #include <alloca.h>
      #include <ringfence.h>
      #include <string.h>
      #include <sys/mman.h>
      static void nothing(void) {}
      int main(void) {
      volatile char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      memset((char *)page, 0xc3, 4096);
      void (*code)(void) = (void (*)(void))page;
      volatile int zero = 0;
      """;

  private static String statement(String row) {
    return switch (row) {
      case "pf01" -> "page[5];";
      case "pf02" -> "mprotect((char *)page, 4096, PROT_NONE); page[5];";
      case "pf03" -> "mprotect((char *)page, 4096, PROT_NONE); page[5] = 1;";
      case "pf04" -> "mprotect((char *)page, 4096, PROT_NONE); code();";
      case "pf05" -> "mprotect((char *)page, 4096, PROT_READ); page[5] = 1;";
      case "pf06" -> "mprotect((char *)page, 4096, PROT_READ); code();";
      case "pf07" -> "code();";
      case "pf08" -> "nothing();";
      case "pf09" -> "mprotect((char *)page, 4096, PROT_READ | PROT_EXEC); page[5] = 1;";
      case "pf10" -> "munmap((char *)page, 4096); page[5];";
      case "pf11" -> "*(volatile char *)(long)zero;";
      case "pf12" -> "*(volatile char *)(long)zero = 1;";
      case "pf13" -> "*(volatile char *)(KERNEL_BASE + 0x1000000);";
      case "gp01" -> "*(volatile char *)0x1234567812345678;";
      case "ss01" -> "alloca(1UL << 62); nothing();";
      case "ex01" -> "zero = 5 / zero;";
      case "ex02" -> "ud2();";
      case "ex03" -> "alignment_check(1); zero = *(volatile int *)(page + 1);";
      case "ex04" -> "into(__builtin_add_overflow(0x7fffffff, 1, &(int){0}));";
      case "ex05" -> "bound(20, zero, 10);";
      default -> throw new IllegalArgumentException(row);
    };
  }
}

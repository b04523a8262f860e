package dev.ringfence.machine.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.machine.Reference;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every row of `realmode_80286.csv`, captured on hardware, and what an 8086 makes of the same.
class RealModeTest {
  @Test
  void everyRow_isReproduced() throws IOException, Fault {
    List<List<String>> rows = Reference.rows("realmode_80286.csv");
    assertEquals(200, rows.size());
    for (List<String> row : rows) {
      int segment = Integer.decode(row.get(1));
      int offset = Integer.decode(row.get(2));
      int size = Integer.parseInt(row.get(3));
      assertEquals(
          row.get(7), address(RealMode.i80286(true), segment, offset, size), row::toString);
      if (!row.get(5).isEmpty()) {
        assertEquals(
            Long.decode(row.get(5)), RealMode.I8086.address(segment, offset, 0), row::toString);
      }
    }
  }

  /// Of the first byte; or the exception that any of the bytes raises.
  private static String address(RealMode mode, int segment, int offset, int size) {
    try {
      mode.address(segment, offset, size - 1);
      return "0x%06x".formatted(mode.address(segment, offset, 0));
    } catch (Fault fault) {
      return "#" + fault.vector().number();
    }
  }

  @Test
  void wordAtTheLastOffset_ofAn8086_wrapsInItsSegment() throws Fault {
    assertEquals(0x2FFFF, RealMode.I8086.address(0x2000, 0xFFFF, 0));
    assertEquals(0x20000, RealMode.I8086.address(0x2000, 0xFFFF, 1));
  }

  @Test
  void address_withoutA20_wrapsAtOneMebibyte() throws Fault {
    assertEquals(0x0FFEF, RealMode.i80286(false).address(0xFFFF, 0xFFFF, 0));
    assertEquals(0x10FFEF, RealMode.i80286(true).address(0xFFFF, 0xFFFF, 0));
  }
}

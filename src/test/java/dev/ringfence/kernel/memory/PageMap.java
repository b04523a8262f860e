package dev.ringfence.kernel.memory;

import com.google.gson.JsonArray;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PhysicalMemory;

/// What `/proc/PID/pagemap` tells of pages: `P` for present, with `X` when nobody else has it, `S`
/// for put away, `-` for nothing.
public final class PageMap {
  private PageMap() {}

  public static JsonArray of(Frames frames, Process process, long address, int pages) {
    JsonArray all = new JsonArray();
    for (int i = 0; i < pages; i++) {
      long entry = process.memory().entries().get(address + (long) i * PhysicalMemory.FRAME);
      if (entry == 0 || PageEntries.isSwapped(entry)) {
        all.add(entry == 0 ? "-" : "S");
      } else {
        all.add(frames.users(Entry.frame(entry)) == 1 ? "PX" : "P");
      }
    }
    return all;
  }
}

package dev.ringfence.report.view.fault;

import dev.ringfence.c.Program;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.memory.Mapping;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PageTables.Step;
import dev.ringfence.machine.Paging;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Profile;
import dev.ringfence.machine.Walker;
import dev.ringfence.user.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page walk of an access that faulted, bit by bit: what each table says, and which bit
/// refused.
final class WalkExplanation {
  private final Kernel kernel;
  private final Task task;
  private final Profile profile;
  private final Paging paging;
  private final long address;
  private final int code;
  private final StringBuilder out = new StringBuilder();

  private WalkExplanation(Kernel kernel, Task task, Profile profile) {
    this.kernel = kernel;
    this.task = task;
    this.profile = profile;
    this.paging = profile.paging();
    address = task.context().faultAddress;
    code = task.context().errorCode;
  }

  static String of(Kernel kernel, Task task, Profile profile) {
    WalkExplanation explanation = new WalkExplanation(kernel, task, profile);
    List<Step> steps = task.process().memory().walk(explanation.address);
    explanation.line(explanation.errorCode());
    explanation.address(steps);
    explanation.walk(steps);
    explanation.area();
    return explanation.out.toString();
  }

  private void line(String text) {
    out.append("  ").append(text).append('\n');
  }

  private boolean has(int bit) {
    return (code & bit) != 0;
  }

  /// The bits of the error code (SDM volume 3, figure 4-12).
  private String errorCode() {
    List<String> words = new ArrayList<>();
    words.add(has(Walker.PROTECTION) ? "P = 1: the page is there" : "P = 0: no page is there");
    words.add(has(Walker.WRITE) ? "W/R = 1: a write" : "W/R = 0: no write");
    words.add(has(Walker.USER_MODE) ? "U/S = 1: in ring 3" : "U/S = 0: in ring 0");
    words.add(has(Walker.RESERVED) ? "RSVD = 1: a reserved bit is set" : "RSVD = 0");
    if (paging.hasNoExecute()) {
      words.add(has(Walker.INSTRUCTION_FETCH) ? "I/D = 1: an instruction fetch" : "I/D = 0");
    }
    return "error code %#x: %s".formatted(code, String.join(", ", words));
  }

  private void address(List<Step> steps) {
    StringBuilder parts = new StringBuilder();
    boolean large =
        !steps.isEmpty() && paging.isLarge(steps.getLast().entry(), steps.getLast().level());
    int last = large ? steps.getLast().level() : 0;
    for (int level = paging.levels() - 1; level >= last; level--) {
      int shift = PhysicalMemory.SHIFT + paging.indexBits() * level;
      int index = (int) (address >>> shift) & (1 << paging.indexBits()) - 1;
      parts.append("%s[%d] ".formatted(EntryWords.table(level), index));
      parts.append("(bits %d-%d), ".formatted(shift + paging.indexBits() - 1, shift));
    }
    int bits = PhysicalMemory.SHIFT + paging.indexBits() * last;
    parts.append("offset %#x (bits %d-0)".formatted(address & (1L << bits) - 1, bits - 1));
    line("CR2 = %#x: %s".formatted(address, steps.isEmpty() ? "no address" : parts));
  }

  private void walk(List<Step> steps) {
    int root = task.process().memory().root();
    line("CR3 = %#x: frame %d".formatted((long) root << PhysicalMemory.SHIFT, root));
    Step refused = null;
    for (Step step : steps) {
      String name = "%s[%d]".formatted(EntryWords.table(step.level()), step.index());
      String target =
          Entry.has(step.entry(), Entry.PRESENT) ? ", frame " + Entry.frame(step.entry()) : "";
      out.append("    ").append("%-10s at %#x = ".formatted(name, step.place()));
      out.append(EntryWords.hex(step.entry(), paging)).append(": ");
      out.append(EntryWords.of(step.entry(), step.level(), paging)).append(target).append('\n');
      if (refused == null) {
        String why = refusal(step, step == steps.getLast());
        if (why != null) {
          refused = step;
          line("  ^ refused: " + why);
        }
      }
    }
    if (refused == null) {
      line(
          has(Walker.PROTECTION)
              ? "the tables allow it now"
              : "the tables allow it: the thread has no room left for what it called");
    }
  }

  /// Which bit of the entry refuses the access, or null.
  private @Nullable String refusal(Step step, boolean last) {
    long entry = step.entry();
    if (!Entry.has(entry, Entry.PRESENT)) {
      return "bit 0 (P) is 0";
    }
    if (has(Walker.RESERVED)) {
      return last ? reserved(entry, step.level()) : null;
    }
    if (has(Walker.USER_MODE) && !Entry.has(entry, Entry.USER)) {
      return "bit 2 (U/S) is 0, and ring 3 asks";
    }
    if (has(Walker.WRITE) && !Entry.has(entry, Entry.WRITABLE)) {
      return "bit 1 (R/W) is 0, and the access writes";
    }
    boolean fetch = has(Walker.INSTRUCTION_FETCH);
    return fetch && Entry.has(entry, Entry.NO_EXECUTE)
        ? "bit 63 (XD) is 1, and an instruction is fetched"
        : null;
  }

  private String reserved(long entry, int level) {
    if (level > 0 && Entry.has(entry, Entry.PAGE_SIZE)) {
      return level == 1
          ? "a bit from 13 to 20 is 1, or the large page is behind the end of memory"
          : "bit 7 (PS) is 1, and this machine has no pages that large";
    }
    return "an address bit from %d on is 1, or the frame is behind the end of memory"
        .formatted(profile.physicalBits());
  }

  /// What the kernel knows of the address.
  private void area() {
    Process process = task.process();
    Mapping below = null;
    for (Mapping mapping : process.memory().mappings()) {
      if (mapping.holds(address)) {
        line("the address lies in " + described(mapping) + object());
        unmended(mapping);
        return;
      }
      if (mapping.from() > address) {
        between(below, mapping);
        return;
      }
      below = mapping;
    }
    between(below, null);
  }

  /// Why the kernel brings no page in where there is none.
  private void unmended(Mapping mapping) {
    boolean allowed =
        has(Walker.INSTRUCTION_FETCH)
            ? mapping.executable()
            : has(Walker.WRITE) ? mapping.writable() : mapping.readable();
    if (!has(Walker.PROTECTION) && !allowed) {
      line("  which does not allow the access, so that the kernel brings no page in");
    } else if (!has(Walker.PROTECTION) && mapping.kind() == Mapping.Kind.FILE) {
      line("  of which the file has no such page: it ends before");
    }
  }

  private void between(@Nullable Mapping below, @Nullable Mapping above) {
    line("the address lies in no area");
    if (below != null) {
      line("  %,d bytes behind the end of %s".formatted(address - below.to(), described(below)));
    }
    if (above != null) {
      line(
          "  %,d bytes before the start of %s".formatted(above.from() - address, described(above)));
    }
  }

  private String described(Mapping mapping) {
    String path = kernel.parts().proc().maps().place(task.process(), mapping).path();
    return "%x-%x %s %s"
        .formatted(
            mapping.from(), mapping.to(), mapping.rights(), path.isEmpty() ? "(anonymous)" : path);
  }

  private String object() {
    Context context = task.context();
    Program program = context.program();
    Program.DataObject object = program.objectAt(address);
    if (object != null) {
      return ", in " + object.path(address);
    }
    long instruction = (address - Program.TEXT_BASE) / Long.BYTES;
    return address >= Program.TEXT_BASE && instruction < program.code().length
        ? ", in " + program.functionAt((int) instruction).name() + "()"
        : "";
  }
}

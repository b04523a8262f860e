package dev.ringfence.kernel.real;

import dev.ringfence.core.Nanos;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.memory.Placement;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.FarMemory;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Profile;
import dev.ringfence.machine.Stray;
import dev.ringfence.user.Context;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What processes have written to memory that is not theirs, on a machine that cannot keep them
/// from it. The writes themselves harm nobody but who reads what was written; the machine runs wild
/// when it goes through an interrupt vector that leads nowhere, or executes code that is none any
/// more.
public final class StrayWrites {
  /// What becomes of a machine that goes where there is no code.
  public static final String WILD = "the machine ran wild";

  /// The interrupts that no exception has the number of.
  public static final int TIMER = 8;

  public static final int SYSTEM_CALL = 0x80;

  private static final int BYTE = 8;
  private static final int PAGE = PhysicalMemory.FRAME;

  private final PhysicalMemory memory;
  private final Profile profile;
  private final Processes processes;
  private final MemoryMap map;
  private final Consumer<Event> events;
  private final LongSupplier now;

  /// Who last wrote to a byte that the processor needs as it was, by address.
  private final NavigableMap<Long, Deed> deeds = new TreeMap<>();

  /// A stray write, and whose it was.
  private record Deed(Event.StrayWritten write, String who) {}

  public StrayWrites(
      PhysicalMemory memory,
      Profile profile,
      Processes processes,
      Consumer<Event> events,
      LongSupplier now) {
    this.memory = memory;
    this.profile = profile;
    this.processes = processes;
    this.map = new MemoryMap(memory, processes);
    this.events = events;
    this.now = now;
  }

  /// Tells of what the task has just written.
  public void tell(Task task) {
    FarMemory far = task.process().user().mmu().far();
    Stray stray = far == null ? null : far.stray();
    if (stray == null) {
      throw new IllegalStateException("a stray write of nothing");
    }
    Context context = task.context();
    Event.StrayWritten event =
        new Event.StrayWritten(
            now.getAsLong(),
            task.tid(),
            stray.address(),
            stray.size(),
            stray.before(),
            stray.after(),
            map.at(firstOutside(task.process(), stray)),
            context.program().name(),
            context.passedLine());
    events.accept(event);
    if (stray.before() != stray.after()) {
      remember(stray, new Deed(event, MemoryMap.named(task.process())));
    }
  }

  private static long firstOutside(Process writer, Stray stray) {
    Placement own = writer.memory().placement();
    long at = stray.address();
    while (own != null && own.dataOffset(at) >= 0) {
      at++;
    }
    return at;
  }

  private void remember(Stray stray, Deed deed) {
    for (int i = 0; i < stray.size(); i++) {
      long address = stray.address() + i;
      boolean changed = (byte) (stray.before() >>> BYTE * i) != (byte) (stray.after() >>> BYTE * i);
      if (changed && (address < LowMemory.END || isCode(address))) {
        deeds.put(address, deed);
      }
    }
  }

  private boolean isCode(long address) {
    Process owner = map.owner(address);
    Placement placement = owner == null ? null : owner.memory().placement();
    return placement != null && placement.codeOffset(address) >= 0;
  }

  /// Whether the machine may run wild soon.
  public boolean areDangerous() {
    return !deeds.isEmpty();
  }

  /// Why an interrupt leads nowhere, or null.
  ///
  /// @param what brought it about, such as "its system call"
  public @Nullable String interrupt(int vector, String what) {
    if (deeds.isEmpty()) {
      return null;
    }
    int at = LowMemory.VECTOR * vector;
    Deed deed = damage(at, at + LowMemory.VECTOR);
    if (deed != null) {
      return "%s went through interrupt vector 0x%02x, which holds %s: %s"
          .formatted(what, vector, pointer(at), text(deed));
    }
    deed = damage(LowMemory.FIRMWARE, LowMemory.END);
    return deed == null ? null : what + " went to a kernel that is overwritten: " + text(deed);
  }

  /// Why a process's code cannot be executed any more, or null.
  public @Nullable String execution(Process process) {
    Placement placement = process.memory().placement();
    if (deeds.isEmpty() || placement == null || process.tasks.isEmpty()) {
      return null;
    }
    long from = (long) placement.code() * PAGE;
    long to = from + placement.codeFrames() * (long) PAGE;
    for (Map.Entry<Long, Deed> entry : deeds.subMap(from, to).entrySet()) {
      int offset = (int) (entry.getKey() - from);
      var program = process.tasks.getFirst().context().program();
      if (offset < Placement.codeSize(program)
          && (byte) memory.readByte(entry.getKey()) != Placement.codeByte(program, offset)) {
        return "its code is overwritten: " + text(entry.getValue());
      }
    }
    return null;
  }

  /// Who has damaged what the kernel keeps from one address to another, or null.
  private @Nullable Deed damage(long from, long to) {
    for (Map.Entry<Long, Deed> entry : deeds.subMap(from, to).entrySet()) {
      int address = entry.getKey().intValue();
      if ((byte) memory.readByte(address) != LowMemory.expected(address)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private String pointer(int at) {
    int offset = memory.readByte(at) | memory.readByte(at + 1) << BYTE;
    int segment = memory.readByte(at + 2) | memory.readByte(at + 3) << BYTE;
    return "%04x:%04x".formatted(segment, offset);
  }

  private String text(Deed deed) {
    Event.StrayWritten write = deed.write();
    return "%s wrote 0x%x over 0x%x at 0x%05x (%s), at %s after %s"
        .formatted(
            deed.who(),
            write.after(),
            write.before(),
            write.address(),
            write.destroyed(),
            processes.programs().place(write.program(), write.line()),
            Nanos.text(profile.nanos(write.time())));
  }
}

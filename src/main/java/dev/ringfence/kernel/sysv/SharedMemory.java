package dev.ringfence.kernel.sysv;

import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.hugetlb.Reservation;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.Segment;
import dev.ringfence.kernel.process.Process;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A segment of shared memory (`sysvipc(7)`). One that is removed stays, without its key, until
/// nobody has it attached any more.
final class SharedMemory extends IpcObject implements Segment.Owner {
  /// Bits of the mode: that it goes with the last who has it attached, and that its pages must stay
  /// in memory.
  static final int SHM_DEST = 01000;

  static final int SHM_LOCKED = 02000;

  static final int PAGE = 4096;

  private final long size;
  private final boolean huge;
  private final int creator;
  private final String path;
  private final Segment segment;
  private final LongSupplier clock;
  private final IntSupplier current;
  private final Consumer<SharedMemory> gone;

  /// How many areas of address spaces map it, and calls that are about to.
  private long attachments;

  /// The bytes that have been promised to it, attached or not.
  long promised;

  /// The process that attached or detached it last, or 0.
  int lastUser;

  /// When it was attached and detached last, in seconds, or 0.
  long attachTime;

  long detachTime;

  /// @param size in bytes
  /// @param reservation of the huge pages that it is of, or null
  /// @param current the process whose call is carried out, or that ends
  /// @param gone is told when nothing is left of it
  SharedMemory(
      Policy policy,
      int key,
      Process maker,
      int mode,
      long size,
      @Nullable Reservation reservation,
      Frames frames,
      LongSupplier clock,
      IntSupplier current,
      Consumer<SharedMemory> gone) {
    super(Way.SHARED_MEMORY, "shared memory", key, maker, mode, clock.getAsLong(), policy);
    this.size = size;
    this.clock = clock;
    this.current = current;
    this.gone = gone;
    creator = current.getAsInt();
    path = "/SYSV%08x (deleted)".formatted(key);
    huge = reservation != null;
    segment = Segment.of(frames, this, reservation);
  }

  /// Its bytes, as they were asked for.
  long size() {
    return size;
  }

  /// The bytes of all its pages.
  long wholePages() {
    long least = Math.min(size, Long.MAX_VALUE - HugePages.SIZE);
    return huge ? HugePages.sizeUp(least) : least + PAGE - 1 & -PAGE;
  }

  /// How many pages its bytes take that are not huge.
  long pages() {
    return (size - 1) / PAGE + 1;
  }

  /// Whether its pages are huge.
  boolean isHuge() {
    return huge;
  }

  /// Whether it could be attached there: huge pages begin where they may.
  boolean fits(long address) {
    return !huge || HugePages.isAligned(address);
  }

  /// The process that made it.
  int creator() {
    return creator;
  }

  /// The name under which the kernel shows it in address spaces.
  String path() {
    return path;
  }

  Segment segment() {
    return segment;
  }

  long attachments() {
    return attachments;
  }

  boolean has(int bit) {
    return (permissions.mode() & bit) != 0;
  }

  @Override
  public int number() {
    return id();
  }

  @Override
  public void attached() {
    attachments++;
    attachTime = clock.getAsLong();
    lastUser = current.getAsInt();
  }

  @Override
  public void detached() {
    detachTime = clock.getAsLong();
    lastUser = current.getAsInt();
    letGo();
  }

  /// Stays, even without an area that maps it, until [#letGo].
  void hold() {
    attachments++;
  }

  /// Goes away if it is to and nobody has it any more.
  void letGo() {
    attachments--;
    if (attachments == 0 && has(SHM_DEST)) {
      gone.accept(this);
    }
  }

  /// Is removed: now, or when nobody has it any more.
  void remove() {
    hide();
    permissions.mark(SHM_DEST, true);
    if (attachments == 0) {
      gone.accept(this);
    }
  }
}

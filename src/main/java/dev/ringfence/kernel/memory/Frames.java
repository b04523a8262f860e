package dev.ringfence.kernel.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringfence.core.Rng;
import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.paging.Pager;
import dev.ringfence.machine.Addressing;
import dev.ringfence.machine.PageTables;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Profile;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Who uses which frame: a count of users for each, and the free ones, last released first.
///
/// Frame 0 is never given out, so that 0 can mean none. Frame 1 is the page of zeros that untouched
/// memory shares.
///
/// On a machine of 16 bits those that are given out one by one lie beyond the machine's own memory,
/// where no pointer reaches; its own are given out in runs, for segments.
public final class Frames implements PageTables.FrameSource {
  /// The shared page of zeros.
  public static final int ZERO_PAGE = 1;

  private static final int FIRST = 2;

  /// How many frames at least a machine of 16 bits has beyond its own memory for what the simulator
  /// keeps of address spaces.
  public static final int BEYOND = 1 << 16;

  /// Where the memory for segments begins, behind the kernel's region; and where it ends in real
  /// mode, where the PC's screen and firmware follow.
  private static final int FIRST_RUN = 16;

  private static final int CONVENTIONAL = 160;

  private final PhysicalMemory memory;
  private final Addressing addressing;
  private final PageTables tables;
  private final PageFaults faults;
  private final Regions regions;
  private int[] users = new int[64];
  private int[] free = new int[64];
  private int freeCount;
  private int next;
  private int inUse;
  private @Nullable Pager pager;
  private @Nullable Rng random;
  private final boolean hasHugePages;
  private HugePages hugePages = HugePages.NONE;

  /// The table of the kernel's part of every address space, or -1 if they have none.
  private final int kernelTable;

  /// Who is told of the kernel's own accesses to the memory of processes, or null.
  private @Nullable UserAccess access;

  /// @param mapsKernel whether the kernel's part is in every address space
  public Frames(PhysicalMemory memory, Profile profile, boolean mapsKernel) {
    this.memory = memory;
    this.addressing = profile.addressing();
    this.tables = new PageTables(memory, profile.paging(), this);
    this.faults = new PageFaults(memory, this);
    this.regions = Regions.of(profile.model());
    this.hasHugePages = profile.paging().hasLargePages();
    // A frame without storage is not cached by the TLB.
    memory.materialise(ZERO_PAGE);
    next = isSegmented() ? memory.installed() : FIRST;
    kernelTable = mapsKernel && !isSegmented() ? kernelTable() : -1;
    inUse = 0;
  }

  private int kernelTable() {
    int frame = allocate();
    byte[] text = "The kernel's memory: whoever reads this is no user.".getBytes(US_ASCII);
    System.arraycopy(text, 0, memory.materialise(frame), 0, text.length);
    return tables.kernelTable(frame);
  }

  /// Sets who is told of the kernel's own accesses to the memory of processes.
  public void tell(UserAccess whoever) {
    access = whoever;
  }

  /// A process has other memory at these addresses than before.
  void renewed(AddressSpace space, long from, long to) {
    if (access != null) {
      access.renewed(space, from, to);
    }
  }

  /// The kernel has read or written memory for a process.
  void accessed(AddressSpace space, long address, long size, boolean write) {
    if (access != null && size > 0) {
      access.accessed(space, address, size, write);
    }
  }

  /// A frame for the highest table of an address space, or -1 when memory is out.
  int allocateRoot() {
    int root = allocate();
    if (root >= 0 && kernelTable >= 0) {
      tables.link(root, kernelTable);
    }
    return root;
  }

  /// Sets frames aside for so many huge pages, before any frame is given to a process.
  public void setAside(int count) {
    hugePages = new HugePages(count);
    users = Arrays.copyOf(users, Math.max(users.length, hugePages.end()));
  }

  /// Whether the machine has huge pages, be the pool empty or not.
  public boolean hasHugePages() {
    return hasHugePages;
  }

  /// The pool of huge pages. The users of one are those of its first frame.
  public HugePages hugePages() {
    return hugePages;
  }

  /// A huge page of zeros with one user: its first frame, or -1 when the pool has none for it.
  ///
  /// @param promised whether it is one that was reserved for whoever wants it
  int allocateHuge(boolean promised) {
    int frame = hugePages.take(promised);
    if (frame >= 0) {
      users[frame] = 1;
    }
    return frame;
  }

  /// Has each address space that is not a copy lie elsewhere (address space layout randomisation).
  public void randomise(Rng from) {
    random = from;
  }

  /// Where the parts of the next address space lie.
  Regions nextRegions() {
    return random == null ? regions : regions.drawn(random);
  }

  /// Where the parts of address spaces lie unless they are moved at random.
  Regions regions() {
    return regions;
  }

  /// Edits page tables whose frames come from here.
  PageTables tables() {
    return tables;
  }

  /// Has pages put away when frames run out.
  public void pager(Pager whoever) {
    pager = whoever;
  }

  /// Puts pages away when frames run out, or null on a machine without swap.
  @Nullable Pager pager() {
    return pager;
  }

  /// Whether pages can be put away.
  public boolean hasSwap() {
    return pager != null;
  }

  /// The most frames that had pages at once which could be put away.
  public int mostResident() {
    return pager == null ? 0 : pager.mostResident();
  }

  /// Has some frames free, as a page fault may need them for a page and the tables above it, if
  /// that can be had by putting pages away.
  ///
  /// @return false if frames are short although pages were to be put away
  boolean reserve(int count) {
    return pager == null || pager.reserve(count);
  }

  /// How many frames are free.
  public int available() {
    int pool = next < hugePages.first() ? hugePages.total() * HugePages.FRAMES : 0;
    return memory.frames() - next - pool + freeCount;
  }

  /// Fills the page tables of all address spaces.
  PageFaults faults() {
    return faults;
  }

  /// What the frames are of.
  public PhysicalMemory memory() {
    return memory;
  }

  /// A frame of zeros with one user, or -1 when memory is out.
  @Override
  public int allocate() {
    int frame;
    if (freeCount > 0) {
      frame = free[--freeCount];
    } else if (next < memory.frames()) {
      frame = next++;
      next = hugePages.holds(next) ? hugePages.end() : next;
    } else {
      return -1;
    }
    if (frame >= users.length) {
      users = Arrays.copyOf(users, frame + 1 + users.length / 4);
    }
    users[frame] = 1;
    inUse++;
    return frame;
  }

  /// Whether processes have segments of their own ([Placement]) rather than pages.
  boolean isSegmented() {
    return addressing.isSegmented();
  }

  /// Whether there are no rings, so that everybody may do everything.
  public boolean isUnprotected() {
    return addressing.isReal();
  }

  /// Whether descriptors say where segments lie.
  boolean isProtected() {
    return addressing == Addressing.PROTECTED;
  }

  /// The first of so many frames in a row, each of zeros with one user, the lowest that there are;
  /// or -1 when there are none.
  int allocateRun(int count) {
    int end = addressing.isReal() ? Math.min(CONVENTIONAL, memory.installed()) : memory.installed();
    users = users.length < end ? Arrays.copyOf(users, end) : users;
    int from = FIRST_RUN;
    for (int frame = from; frame < end; frame++) {
      if (users[frame] != 0) {
        from = frame + 1;
      } else if (frame - from + 1 == count) {
        for (int taken = from; taken <= frame; taken++) {
          users[taken] = 1;
          memory.materialise(taken);
        }
        inUse += count;
        return from;
      }
    }
    return -1;
  }

  /// Takes the user of each frame of a run away.
  void releaseRun(int from, int count) {
    for (int frame = from; from >= 0 && frame < from + count; frame++) {
      release(frame);
    }
  }

  /// Adds a user.
  public void share(int frame) {
    if (frame != ZERO_PAGE) {
      check(frame);
      users[frame]++;
    }
  }

  public boolean isShared(int frame) {
    return frame == ZERO_PAGE || users[frame] > 1;
  }

  /// Takes a user away; the last one's leaving frees the frame and clears it.
  @Override
  public void release(int frame) {
    if (frame == ZERO_PAGE) {
      return;
    }
    check(frame);
    if (--users[frame] == 0) {
      free(frame);
    }
  }

  /// Takes all users of a frame away.
  public void releaseAll(int frame) {
    check(frame);
    users[frame] = 0;
    free(frame);
  }

  private void free(int frame) {
    if (hugePages.holds(frame)) {
      for (int part = frame; part < frame + HugePages.FRAMES; part++) {
        memory.clear(part);
      }
      hugePages.put(frame);
      return;
    }
    memory.clear(frame);
    inUse--;
    if (isSegmented() && frame < memory.installed()) {
      return;
    }
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, freeCount * 2);
    }
    free[freeCount++] = frame;
    if (pager != null) {
      pager.released(frame);
    }
  }

  /// How many users a frame has.
  public int users(int frame) {
    return frame < users.length ? users[frame] : 0;
  }

  /// Those that had users and have none now.
  int[] free() {
    return Arrays.copyOf(free, freeCount);
  }

  /// How many frames have users, those of the kernel's own memory and of the pool of huge pages
  /// apart.
  public int inUse() {
    return inUse;
  }

  /// How many frames the machine has.
  public int count() {
    return memory.installed();
  }

  /// Frames from this one on have never been used.
  public int end() {
    return Math.min(Math.max(next, hugePages.end()), count());
  }

  /// Whether it holds the kernel's part of address spaces, or one of its tables, or the kernel's
  /// region.
  boolean isKernel(int frame) {
    return isSegmented() ? frame < FIRST_RUN : frame >= FIRST && frame <= kernelTable;
  }

  boolean isFree(int frame) {
    return frame >= users.length || users[frame] == 0;
  }

  /// The level of the table that CR3 names, where the lowest is 0.
  public int topLevel() {
    return tables.topLevel();
  }

  /// A map of the frames, to which processes are then added.
  public FrameMap map() {
    return new FrameMap(this);
  }

  private void check(int frame) {
    if (frame < FIRST || frame >= Math.max(next, hugePages.end()) || users[frame] < 1) {
      throw new IllegalStateException("frame " + frame + " has no user");
    }
  }
}

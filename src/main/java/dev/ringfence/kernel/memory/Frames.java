package dev.ringfence.kernel.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringfence.machine.PageTables;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Profile;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Who uses which frame: a count of users for each, and the free ones, last released first.
///
/// Frame 0 is never given out, so that 0 can mean none. Frame 1 is the page of zeros that untouched
/// memory shares.
public final class Frames implements PageTables.FrameSource {
  /// The shared page of zeros.
  public static final int ZERO_PAGE = 1;

  private static final int FIRST = 2;

  private final PhysicalMemory memory;
  private final PageTables tables;
  private final PageFaults faults;
  private final Regions regions;
  private int[] users = new int[64];
  private int[] free = new int[64];
  private int freeCount;
  private int next = FIRST;
  private int inUse;
  private @Nullable Pager pager;

  /// The table of the kernel's part of every address space, or -1 if they have none.
  private final int kernelTable;

  /// @param mapsKernel whether the kernel's part is in every address space
  public Frames(PhysicalMemory memory, Profile profile, boolean mapsKernel) {
    this.memory = memory;
    this.tables = new PageTables(memory, profile.paging(), this);
    this.faults = new PageFaults(memory, this);
    this.regions = Regions.of(profile.model());
    // A frame without storage is not cached by the TLB.
    memory.materialise(ZERO_PAGE);
    kernelTable = mapsKernel ? kernelTable() : -1;
    inUse = 0;
  }

  private int kernelTable() {
    int frame = allocate();
    byte[] text = "The kernel's memory: whoever reads this is no user.".getBytes(US_ASCII);
    System.arraycopy(text, 0, memory.materialise(frame), 0, text.length);
    return tables.kernelTable(frame);
  }

  /// A frame for the highest table of an address space, or -1 when memory is out.
  int allocateRoot() {
    int root = allocate();
    if (root >= 0 && kernelTable >= 0) {
      tables.link(root, kernelTable);
    }
    return root;
  }

  /// Where the parts of address spaces lie.
  Regions regions() {
    return regions;
  }

  /// Edits page tables whose frames come from here.
  PageTables tables() {
    return tables;
  }

  /// Has pages put away when frames run out.
  void pager(Pager whoever) {
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

  /// How many frames the machine has.
  public int count() {
    return memory.frames();
  }

  /// Frames from this one on have never been used.
  int end() {
    return next;
  }

  /// Whether it holds the kernel's part of address spaces, or one of its tables.
  boolean isKernel(int frame) {
    return frame >= FIRST && frame <= kernelTable;
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

  /// How many frames are free.
  int available() {
    return memory.frames() - next + freeCount;
  }

  /// Fills the page tables of all address spaces.
  PageFaults faults() {
    return faults;
  }

  /// What the frames are of.
  PhysicalMemory memory() {
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
  void releaseAll(int frame) {
    check(frame);
    users[frame] = 0;
    free(frame);
  }

  private void free(int frame) {
    memory.clear(frame);
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, freeCount * 2);
    }
    free[freeCount++] = frame;
    inUse--;
    if (pager != null) {
      pager.released(frame);
    }
  }

  /// How many users a frame has.
  int users(int frame) {
    return frame < users.length ? users[frame] : 0;
  }

  /// Those that had users and have none now.
  int[] free() {
    return Arrays.copyOf(free, freeCount);
  }

  /// How many frames have users, those of the kernel's own memory apart.
  public int inUse() {
    return inUse;
  }

  private void check(int frame) {
    if (frame < FIRST || frame >= next || users[frame] < 1) {
      throw new IllegalStateException("frame " + frame + " has no user");
    }
  }
}

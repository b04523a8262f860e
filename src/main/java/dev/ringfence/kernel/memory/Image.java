package dev.ringfence.kernel.memory;

import dev.ringfence.c.Program;
import dev.ringfence.kernel.paging.Keeper;
import dev.ringfence.kernel.paging.Pager;
import dev.ringfence.machine.PhysicalMemory;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// A program's segments in physical memory: one set of frames, shared by all processes that run it.
/// On a machine of 16 bits each process has its own copy ([Placement]), and the image has no
/// frames.
public final class Image implements Keeper {
  /// What [#frame] returns for a page that has to be fetched first.
  static final int AWAY = -2;

  /// Stands for one of these pages.
  private record Page(Image image, long address) {}

  private final Program program;
  private final Frames source;
  private final Map<Long, Integer> frames = new HashMap<>();
  private final Areas areas;
  private final int number;

  /// Loads the program.
  ///
  /// @throws IllegalArgumentException when physical memory is too small for it
  public Image(Program program, Frames source) {
    this.program = program;
    this.source = source;
    areas = Areas.of(program, source.regions());
    number = source.inUse();
    if (source.isSegmented()) {
      if (program.end() > source.regions().heapLimit()) {
        throw new IllegalArgumentException(
            "the data of %s takes %d bytes, and its segment has room for %d"
                .formatted(program.name(), program.end(), source.regions().heapLimit()));
      }
      return;
    }
    load(Program.TEXT_BASE, 8 * program.code().length);
    load(program.rodataBase(), program.rodata().length);
    load(program.dataBase(), program.data().length);
  }

  private void load(long base, int size) {
    for (int from = 0; from < size; from += PhysicalMemory.FRAME) {
      source.reserve(1);
      if (load(base + from) < 0) {
        throw new IllegalArgumentException("physical memory cannot hold " + program.name());
      }
    }
  }

  /// Loads a page: the frame in which it is, or -1 when memory is out.
  private int load(long page) {
    int frame = source.allocate();
    if (frame < 0) {
      return frame;
    }
    byte[] to = source.memory().materialise(frame);
    if (page >= program.dataBase()) {
      copy(program.data(), page - program.dataBase(), to);
    } else if (page >= program.rodataBase()) {
      copy(program.rodata(), page - program.rodataBase(), to);
    } else {
      long[] code = program.code();
      int first = (int) (page - Program.TEXT_BASE) / 8;
      for (int i = 0; i < to.length && first + i / 8 < code.length; i++) {
        to[i] = (byte) (code[first + i / 8] >>> 8 * (i % 8));
      }
    }
    frames.put(page, frame);
    Pager pager = source.pager();
    if (pager != null) {
      pager.map().keep(frame, this, page);
      pager.loaded(frame);
    }
    return frame;
  }

  private static void copy(byte[] from, long at, byte[] to) {
    int length = (int) Math.min(to.length, from.length - at);
    System.arraycopy(from, (int) at, to, 0, length);
  }

  public Program program() {
    return program;
  }

  /// The areas with which a process that runs it begins. They are the same for all whose stacks are
  /// not moved.
  Areas areas(Regions regions) {
    return regions == source.regions() ? areas : Areas.of(program, regions);
  }

  /// A number that other images do not have.
  int number() {
    return number;
  }

  /// Those that hold the program.
  Collection<Integer> frames() {
    return frames.values().stream().filter(frame -> frame != AWAY).toList();
  }

  /// The frame that holds the page, or 0 where the program has nothing there; -1 when memory is
  /// out, [#AWAY] when it has to be fetched.
  ///
  /// @param kernel whether the kernel itself needs it, and waits
  int frame(long page, boolean kernel) {
    int frame = frames.getOrDefault(page, 0);
    Pager pager = source.pager();
    if (frame != AWAY || pager == null) {
      return frame;
    }
    return pager.fetch(new Page(this, page), kernel) ? load(page) : AWAY;
  }

  /// Whether the page is in memory.
  boolean has(long page) {
    return frames.getOrDefault(page, 0) > 0;
  }

  /// Whether the page is in this frame.
  boolean holds(long page, int frame) {
    return frames.getOrDefault(page, 0) == frame;
  }

  @Override
  public boolean canLetGo(boolean dirty) {
    return true;
  }

  @Override
  public boolean letGo(long page, boolean dirty) {
    frames.put(page, AWAY);
    return true;
  }
}

package dev.ringfence.kernel.paging;

import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.memory.Frames;
import dev.ringfence.kernel.memory.Overcommit;
import dev.ringfence.machine.MemorySwap;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.SwapDevice;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How a machine makes more of its memory than there is, and how address spaces are laid out.
///
/// @param swap bytes of swap space, of which whole pages count; 0 for none: then no page is ever
///     put away
/// @param device makes the swap device
/// @param latency cycles that a page takes to or from the device
/// @param window cycles of execution without use after which a page leaves the working set
/// @param hugePages how many huge pages are set aside at boot
/// @param randomised whether stack, mappings and heap of each program that is started lie elsewhere
public record VirtualMemory(
    long swap,
    SwapDevice.Maker device,
    long latency,
    ReplacementPolicy replacement,
    long window,
    Overcommit overcommit,
    int hugePages,
    boolean randomised) {
  /// Of a machine without swap.
  public static final VirtualMemory NONE =
      new VirtualMemory(
          0, MemorySwap::new, 1, ReplacementPolicy.LRU_CLOCK, 1, Overcommit.HEURISTIC, 0, false);

  /// The most bytes of swap: as many slots as a page entry of four bytes can name.
  public static final long MOST_SWAP = 1L << 32;

  public VirtualMemory {
    if (swap < 0 || swap > MOST_SWAP || latency < 1 || window < 1) {
      throw new IllegalArgumentException("swap of " + swap + " bytes");
    }
  }

  /// Puts pages away on such a machine, or null where none ever is.
  ///
  /// @throws IllegalArgumentException when the device cannot be made
  public @Nullable Pager pager(
      Frames frames, long seed, LongSupplier clock, Counters counters, Consumer<Event> events) {
    int slots = (int) (swap / PhysicalMemory.FRAME);
    if (slots == 0) {
      return null;
    }
    Swap space;
    try {
      space = new Swap(device.make(slots), slots, latency);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot make the swap device: " + e.getMessage(), e);
    }
    Pager pager = new Pager(frames, space, replacement, window, seed, clock, counters, events);
    frames.pager(pager);
    return pager;
  }
}

package dev.ringfence.scenario;

import dev.ringfence.kernel.memory.Overcommit;
import dev.ringfence.kernel.paging.ReplacementPolicy;
import dev.ringfence.kernel.paging.VirtualMemory;
import dev.ringfence.machine.MemorySwap;
import dev.ringfence.machine.Profile;
import dev.ringfence.machine.SwapDevice;
import java.nio.file.Path;

/// How a scenario's machine makes more of its memory than there is.
///
/// @param swap bytes of swap space, or 0
/// @param device in what the swap space is
/// @param folder where the file is, if it is in one
/// @param latency nanoseconds that a page takes to or from the device
/// @param window nanoseconds of execution without use after which a page leaves the working set
/// @param hugePages how many huge pages are set aside at boot
/// @param randomised whether stack, mappings and heap of each program that is started lie elsewhere
public record Paging(
    long swap,
    Device device,
    Path folder,
    long latency,
    ReplacementPolicy replacement,
    long window,
    Overcommit overcommit,
    int hugePages,
    boolean randomised) {
  /// What a swap device is made of.
  public enum Device {
    MEMORY,
    FILE
  }

  VirtualMemory of(Profile profile) {
    SwapDevice.Maker maker = device == Device.FILE ? _ -> SwapFile.in(folder) : MemorySwap::new;
    return new VirtualMemory(
        swap,
        maker,
        profile.cycles(latency),
        replacement,
        profile.cycles(window),
        overcommit,
        hugePages,
        randomised);
  }
}

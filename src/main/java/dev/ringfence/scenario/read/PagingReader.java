package dev.ringfence.scenario.read;

import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.memory.Overcommit;
import dev.ringfence.kernel.paging.ReplacementPolicy;
import dev.ringfence.kernel.paging.VirtualMemory;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Profile;
import dev.ringfence.scenario.Paging;
import dev.ringfence.scenario.Paging.Device;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Reads the keys of a machine on swap, replacement, overcommitment and address space layout.
final class PagingReader {
  private PagingReader() {}

  /// @param keys those of the machine
  static Paging read(Keys keys, Paging given) {
    long size = given.swap();
    Device device = given.device();
    Path folder = given.folder();
    long latency = given.latency();
    if (keys.isObject("swap")) {
      Keys swap = keys.object("swap");
      size = swap.bytes("size", 0, VirtualMemory.MOST_SWAP, size);
      check(swap, "size", size);
      device = swap.choice("device", Device.class, device);
      folder = Path.of(swap.string("folder", folder.toString()));
      latency = swap.duration("latency", 1, latency);
      swap.finish();
    } else {
      size = keys.bytes("swap", 0, VirtualMemory.MOST_SWAP, size);
      check(keys, "swap", size);
    }
    return new Paging(
        size,
        device,
        folder,
        latency,
        replacement(keys, given.replacement()),
        keys.duration("working-set-window", 1000, given.window()),
        keys.choice("overcommit", Overcommit.class, given.overcommit()),
        (int) keys.integer("huge-pages", 0, Integer.MAX_VALUE, given.hugePages()),
        keys.truth("aslr", given.randomised()));
  }

  private static void check(Keys keys, String key, long size) {
    if (size > 0 && size < PhysicalMemory.FRAME) {
      keys.wrong(key, "out of range: 0, or at least a page of " + PhysicalMemory.FRAME + " bytes");
    }
  }

  /// Tells when a machine cannot have as many huge pages as it is to have.
  static void checkPool(Keys keys, Profile profile, long memory, Paging paging) {
    int count = paging.hugePages();
    if (count > 0 && !profile.paging().hasLargePages()) {
      keys.wrong("huge-pages", "the " + profile.name() + " has none");
    } else if (!HugePages.fits(count, memory)) {
      keys.wrong(
          "huge-pages",
          "%,d of 2 MiB, and as much for all else, are more than the machine's memory of %,d bytes"
              .formatted(count, memory));
    }
  }

  private static ReplacementPolicy replacement(Keys keys, ReplacementPolicy given) {
    String word = keys.string("replacement", given.word());
    ReplacementPolicy policy = ReplacementPolicy.of(word);
    if (policy != null) {
      return policy;
    }
    keys.wrong(
        "replacement",
        word.equals("optimum")
            ? "the optimum needs to know the future: the report tells it beside any other policy"
            : "expected one of "
                + Arrays.stream(ReplacementPolicy.values())
                    .map(ReplacementPolicy::word)
                    .collect(Collectors.joining(", ")));
    return given;
  }
}

package dev.ringfence.scenario.read;

import dev.ringfence.machine.Addressing;
import dev.ringfence.scenario.Profiles;
import dev.ringfence.scenario.Scenario.Hardware;

/// Reads the keys of a scenario's machine that say how pointers become addresses, and how much
/// memory there is for them.
final class AddressingReader {
  private static final String TWO_MODES = "80286";
  private static final long LEAST = 1 << 20;
  private static final long MOST = 1L << 42;

  /// What the 80286 can be in.
  private enum Mode {
    REAL,
    PROTECTED
  }

  private AddressingReader() {}

  /// The machine's mode.
  static Addressing mode(Keys keys, Hardware given) {
    if (!given.profile().equals(TWO_MODES)) {
      String only = "only the " + TWO_MODES + " has two modes";
      onlyThere(keys, "mode", only);
      onlyThere(keys, "a20", "only the " + TWO_MODES + " in real mode has such a line to switch");
      return given.addressing();
    }
    Mode mode =
        keys.choice("mode", Mode.class, given.addressing().isReal() ? Mode.REAL : Mode.PROTECTED);
    boolean a20 = keys.truth("a20", Defaults.hasA20());
    if (mode == Mode.PROTECTED) {
      onlyThere(keys, "a20", "in protected mode address line 20 is on");
      return Addressing.PROTECTED;
    }
    return a20 ? Addressing.REAL_80286 : Addressing.REAL_80286_WITHOUT_A20;
  }

  private static void onlyThere(Keys keys, String key, String why) {
    if (keys.has(key)) {
      keys.wrong(key, why);
    }
  }

  /// How many bytes of memory the machine has: no more than it has addresses for.
  static long memory(Keys keys, Hardware given, Addressing addressing) {
    long usual = addressing.isSegmented() ? addressing.reach() : given.memory();
    int bits = Profiles.load(given.profile()).physicalBits();
    long memory = keys.bytes("memory", LEAST, Long.MAX_VALUE, usual);
    if (memory > 1L << bits) {
      String most = (1L << bits - 20) + " MiB";
      keys.wrong(
          "memory",
          "the %s has physical addresses of %d bits: at most %s"
              .formatted(given.profile(), bits, most));
      return usual;
    }
    return memory > MOST ? keys.bytes("memory", LEAST, MOST, usual) : memory;
  }
}

package dev.ringfence.trace.fuzz;

import dev.ringfence.c.SystemCall;
import dev.ringfence.core.Rng;
import dev.ringfence.trace.Agent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Arguments for system calls that no sane program passes, and some that one would.
final class RandomArguments {
  /// Where in the arena they point to, mostly.
  static final int SPACE = 1 << 16;

  private static final long[] SIZES = {
    0,
    1,
    2,
    4,
    7,
    8,
    16,
    24,
    64,
    128,
    4095,
    4096,
    4097,
    65536,
    1 << 20,
    1L << 31,
    1L << 32,
    -1,
    -2,
    -4096,
    Long.MIN_VALUE,
    Long.MAX_VALUE,
    Integer.MAX_VALUE
  };
  private static final long[] NUMBERS = {
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    12,
    16,
    17,
    18,
    31,
    32,
    63,
    64,
    65,
    128,
    0x100,
    0x400,
    0x800,
    0x1000,
    0x8000,
    0x80000,
    -1,
    -2,
    -100,
    0x7FFFFFFF,
    0x80000000L,
    0xFFFFFFFFL,
    1L << 32,
    Long.MIN_VALUE,
    Long.MAX_VALUE
  };
  private static final long[] POINTERS = {
    0,
    1,
    8,
    0x1000,
    0x400000,
    0x400001,
    0x7FFFFFFFF000L,
    0x7FFFFFFFFFFFL,
    0x7FFFFFFFFFFCL,
    0x800000000000L,
    0xFFFF800000000000L,
    -1,
    -8,
    -4096,
    Long.MIN_VALUE,
    0x0000_7FFF_0000_0000L
  };
  /// The first request of `ioctl(2)` on terminals, and some that are far from it.
  private static final long TERMINAL = 0x5400;

  private static final long[] REQUESTS = {
    0x80045430L, 0x40045431L, 0x40045436L, 0x80045438L, 0x80045439L, 0x80045440L, 0x5450, 0x5451, -1
  };
  private static final String[] PATHS = {
    "/bin/agent",
    "a",
    "b",
    "c",
    "dir",
    "dir/a",
    "..",
    ".",
    "/",
    "",
    "/dev/null",
    "/dev/zero",
    "/proc/self/maps",
    "/proc",
    "/dev/tty",
    "/tmp/f",
    "//",
    "a/b/c",
    "x".repeat(300),
    "/dev/full",
    "/dev/ptmx",
    "/dev/pts/0",
    "/dev/pts/1"
  };

  private final Rng rng;
  private final long arena;

  RandomArguments(Rng rng, long arena) {
    this.rng = rng;
    this.arena = arena;
  }

  long below(long bound) {
    return rng.below(bound);
  }

  private long of(long... values) {
    return values[(int) rng.below(values.length)];
  }

  /// Arguments for all parameters.
  ///
  /// @param pids numbers of processes that there are
  long[] of(SystemCall call, List<Integer> pids) {
    String prototype = call.prototype();
    String list = prototype.substring(prototype.indexOf('(') + 1, prototype.length() - 1);
    List<Long> all = new ArrayList<>();
    for (String parameter : list.split(",")) {
      all.add(rng.below(40) == 0 ? rng.next() : of(parameter.trim(), pids));
    }
    while (all.size() < SystemCall.ARGUMENTS) {
      all.add(rng.next());
    }
    return all.stream().limit(SystemCall.ARGUMENTS).mapToLong(Long::longValue).toArray();
  }

  private long of(String parameter, List<Integer> pids) {
    if (parameter.contains("*") || parameter.contains("[") || parameter.startsWith("void (")) {
      return pointer();
    }
    if (parameter.matches("int .*(fd|mqdes|file)\\d?") || parameter.startsWith("mqd_t")) {
      return rng.below(5) > 0 ? rng.below(14) : of(-1, -100, 1023, 1024, rng.next());
    }
    if (parameter.matches("(pid_t|pthread_t).*") && rng.below(3) > 0) {
      return pids.get((int) rng.below(pids.size()));
    }
    if (parameter.equals("unsigned long request")) {
      return rng.below(3) > 0 ? TERMINAL + rng.below(0x42) : of(REQUESTS);
    }
    if (parameter.matches("(size_t|off_t|unsigned long|socklen_t|nfds_t).*")) {
      return rng.below(4) > 0 ? of(SIZES) : rng.below(8192);
    }
    return switch ((int) rng.below(4)) {
      case 0 -> rng.below(32);
      case 1 -> rng.below(4) == 0 ? rng.next() : 1L << rng.below(40);
      default -> of(NUMBERS);
    };
  }

  private long pointer() {
    return switch ((int) rng.below(10)) {
      case 0 -> 0;
      case 1 -> of(POINTERS);
      case 2 -> arena + rng.below(SPACE);
      case 3 -> arena + Agent.ARENA - rng.below(64);
      default -> arena + (rng.below(SPACE) & -16);
    };
  }

  /// Something for a place in memory that a call may read.
  byte[] contents() {
    if (rng.below(3) == 0) {
      String path = PATHS[(int) rng.below(PATHS.length)];
      return (path + "\0").getBytes(StandardCharsets.ISO_8859_1);
    }
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      switch ((int) rng.below(5)) {
        case 0 -> bytes.putLong(rng.below(16));
        case 1 -> bytes.putLong(pointer());
        case 2 -> bytes.putLong(of(NUMBERS));
        case 3 -> bytes.putInt((int) of(NUMBERS)).putInt((int) rng.below(16));
        default -> bytes.putLong(0);
      }
    }
    return bytes.array();
  }
}

package dev.ringfence.kernel.futex;

import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// The 32 bits of a futex, and what they mean to the kernel when it knows who holds it.
final class FutexWord {
  static final int WAITERS = 0x8000_0000;
  static final int OWNER_DIED = 0x4000_0000;
  static final int TID_MASK = 0x3FFF_FFFF;

  private FutexWord() {}

  /// The word at an address, or null for `EFAULT`.
  static @Nullable Integer get(Task task, long address) {
    long value = UserMemory.getInt(task.process().memory(), address);
    return value < 0 ? null : (int) value;
  }

  /// False means `EFAULT`.
  static boolean put(Task task, long address, int value) {
    return UserMemory.put(task.process().memory(), address, FutexKey.SIZE, value);
  }

  /// What `FUTEX_WAKE_OP` makes of a word, or null for `ENOSYS`.
  ///
  /// @param encoded as `FUTEX_OP` encodes it
  static @Nullable Integer changed(int encoded, int word) {
    int argument = encoded << 8 >> 20;
    if ((encoded & 1 << 31) != 0) {
      argument = 1 << (argument & 31);
    }
    return switch (encoded >> 28 & 7) {
      case 0 -> argument;
      case 1 -> word + argument;
      case 2 -> word | argument;
      case 3 -> word & ~argument;
      case 4 -> word ^ argument;
      default -> null;
    };
  }

  /// Whether the comparison of `FUTEX_WAKE_OP` holds of the word as it was, or null for `ENOSYS`.
  static @Nullable Boolean compared(int encoded, int word) {
    int argument = encoded << 20 >> 20;
    return switch (encoded >> 24 & 15) {
      case 0 -> word == argument;
      case 1 -> word != argument;
      case 2 -> word < argument;
      case 3 -> word <= argument;
      case 4 -> word > argument;
      case 5 -> word >= argument;
      default -> null;
    };
  }
}

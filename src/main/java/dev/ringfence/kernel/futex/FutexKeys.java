package dev.ringfence.kernel.futex;

import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Segment;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// Finds where the futex lies that a task means by an address.
final class FutexKeys {
  /// What an address means in all memories with the same areas.
  private record Found(Object mapping, long address, FutexKey key) {}

  /// A power of two.
  private static final int FOUND = 64;

  /// What was found last in shared memory, so that most futexes there are found without a search.
  private final @Nullable Found[] found = new Found[FOUND];

  /// The key of an address of a task, or null for `EFAULT`. A futex that is not shared need not be
  /// in memory.
  ///
  /// @param shared whether it is meant for several processes
  /// @param write whether the word is to be changed
  @Nullable FutexKey of(Task task, long address, boolean shared, boolean write) {
    AddressSpace memory = task.process().memory();
    if (!shared) {
      return UserMemory.isInUserSpace(memory, address, FutexKey.SIZE)
          ? new FutexKey(memory, address, false)
          : null;
    }
    if (!UserMemory.isReachable(memory, address, FutexKey.SIZE, write)) {
      return null;
    }
    int slot = (int) (address >>> 2) & FOUND - 1;
    Found last = found[slot];
    if (last != null && last.address == address && last.mapping == memory.mapping()) {
      return last.key;
    }
    if (memory.isConstant(address)) {
      return null;
    }
    Segment segment = memory.segment(address);
    if (segment == null) {
      return new FutexKey(memory, address, true);
    }
    FutexKey key = new FutexKey(segment, memory.offset(address), true);
    found[slot] = new Found(memory.mapping(), address, key);
    return key;
  }
}

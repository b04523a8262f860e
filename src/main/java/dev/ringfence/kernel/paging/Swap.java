package dev.ringfence.kernel.paging;

import dev.ringfence.machine.SwapDevice;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// The slots of the swap device: how many entries name each, and when what was asked for arrives.
///
/// The device does one thing after the other, each of which takes the same time.
public final class Swap {
  /// What [#allocate] returns when no slot is free.
  static final int FULL = -1;

  private final SwapDevice device;
  private final long latency;
  private final int[] users;
  private final BitSet used = new BitSet();
  private final Map<Object, Long> arrivals = new HashMap<>();
  private int inUse;
  private long idleFrom;
  private String failure = "";

  /// @param latency cycles that a page takes
  Swap(SwapDevice device, int slots, long latency) {
    this.device = device;
    this.latency = latency;
    users = new int[slots];
  }

  /// A slot with one user that holds the page, or [#FULL].
  int put(byte[] page) {
    int slot = used.nextClearBit(0);
    if (slot >= users.length || !failure.isEmpty()) {
      return FULL;
    }
    return put(slot, page) ? slot : FULL;
  }

  private boolean put(int slot, byte[] page) {
    try {
      device.write(slot, page);
    } catch (IOException e) {
      failure = "the swap device cannot be written: " + e.getMessage();
      return false;
    }
    used.set(slot);
    users[slot] = 1;
    inUse++;
    return true;
  }

  /// Fetches a page.
  public void get(int slot, byte[] page) {
    try {
      device.read(slot, page);
    } catch (IOException e) {
      failure = "the swap device cannot be read: " + e.getMessage();
    }
  }

  public void share(int slot, int more) {
    users[slot] += more;
  }

  /// Takes a user away; with the last one the slot is free.
  public void release(int slot) {
    if (users[slot] < 1) {
      throw new IllegalStateException("slot " + slot + " has no user");
    }
    if (--users[slot] == 0) {
      used.clear(slot);
      device.discard(slot);
      arrivals.remove(slot);
      inUse--;
    }
  }

  public int users(int slot) {
    return users[slot];
  }

  public int slots() {
    return users.length;
  }

  public int inUse() {
    return inUse;
  }

  public boolean isFull() {
    return inUse == users.length || !failure.isEmpty();
  }

  /// Whether so much is in use that slots are not kept for pages that are in memory as well.
  boolean isScarce() {
    return inUse > users.length / 2;
  }

  /// Why the device no longer works, or the empty string.
  String failure() {
    return failure;
  }

  /// Cycles that a page takes to or from the device.
  long latency() {
    return latency;
  }

  /// The device has one more page to write.
  void queueWrite(long now) {
    idleFrom = Math.max(now, idleFrom) + latency;
  }

  /// Asks for a page, unless that has been done.
  ///
  /// @param what a slot's number, or whatever else stands for the page
  /// @return when it arrives
  long request(Object what, long now) {
    Long known = arrivals.get(what);
    if (known != null) {
      return known;
    }
    idleFrom = Math.max(now, idleFrom) + latency;
    arrivals.put(what, idleFrom);
    return idleFrom;
  }

  /// Whether a page that was asked for has arrived.
  boolean hasArrived(Object what, long now) {
    Long known = arrivals.get(what);
    return known != null && known <= now;
  }

  /// The page that was asked for is in memory.
  void taken(Object what) {
    arrivals.remove(what);
  }

  /// When the device has no more than so many pages left to do.
  long backlogBelow(int pages) {
    return idleFrom - pages * latency;
  }
}

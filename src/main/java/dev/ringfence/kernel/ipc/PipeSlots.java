package dev.ringfence.kernel.ipc;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The bytes in a pipe: in slots of a page each, as Linux keeps them. A write goes on in the last
/// slot only when all of its odd rest fits there, so that the capacity in bytes depends on the
/// sizes of the writes.
final class PipeSlots {
  static final int PAGE = 4096;

  /// The slots of a new pipe: `PIPE_DEF_BUFFERS`.
  static final int USUAL = 16;

  /// A page of the pipe, of which it has as much as was written.
  static final class Slot {
    private @Nullable Slot next;
    byte[] bytes;
    int from;
    int to;

    /// Whether it is a message of its own, of which what is not read at once is dropped
    /// (`O_DIRECT` of `pipe(2)`).
    boolean isPacket;

    /// Whether a write may put more behind it: not if it is a message or a page of somebody else's.
    boolean isOpen;

    Slot(int size) {
      bytes = new byte[size];
    }

    int size() {
      return to - from;
    }

    void reserve(int size) {
      if (size > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(PAGE, Math.max(size, 2 * bytes.length)));
      }
    }
  }

  private @Nullable Slot first;
  private @Nullable Slot last;
  private int used;
  private int most = USUAL;
  private long in;
  private long out;
  private long dropped;

  @Nullable Slot first() {
    return first;
  }

  boolean isEmpty() {
    return used == 0;
  }

  boolean isFull() {
    return used >= most;
  }

  /// How many slots are free.
  int free() {
    return Math.max(0, most - used);
  }

  /// How many slots there are.
  int most() {
    return most;
  }

  /// Sets how many slots there are. False if more are in use.
  boolean resize(int slots) {
    if (slots < used) {
      return false;
    }
    most = slots;
    return true;
  }

  /// The last slot, if so many bytes more may be put behind it and fit there; or null.
  @Nullable Slot open(int bytes) {
    Slot slot = last;
    return slot == null || !slot.isOpen || bytes == 0 || slot.to + bytes > PAGE ? null : slot;
  }

  /// A slot that [#open] gave has got so many bytes more.
  void extended(Slot slot, int bytes) {
    slot.to += bytes;
    in += bytes;
  }

  /// Puts a slot behind the others.
  void add(Slot slot) {
    if (last == null) {
      first = slot;
    } else {
      last.next = slot;
    }
    last = slot;
    used++;
    in += slot.size();
  }

  /// Takes bytes from the front of the first slot. Whether that frees it.
  boolean take(Slot slot, int bytes) {
    slot.from += bytes;
    out += bytes;
    boolean free = slot.from == slot.to;
    if (slot.isPacket && !free) {
      dropped += slot.size();
      free = true;
    }
    if (free) {
      removeFirst();
    }
    return free;
  }

  /// Takes bytes from the front of the first slot for another pipe: what is left of a message
  /// stays.
  void split(Slot slot, int bytes) {
    slot.from += bytes;
    out += bytes;
    if (slot.from == slot.to) {
      removeFirst();
    }
  }

  /// A copy of the first bytes, which stay.
  byte[] copy(int most) {
    byte[] bytes = new byte[(int) Math.min(most, queued())];
    int done = 0;
    for (Slot slot = first; done < bytes.length && slot != null; slot = slot.next) {
      int part = Math.min(bytes.length - done, slot.size());
      System.arraycopy(slot.bytes, slot.from, bytes, done, part);
      done += part;
    }
    return bytes;
  }

  private void removeFirst() {
    first = first == null ? null : first.next;
    last = first == null ? null : last;
    used--;
  }

  /// The slot behind another, or null.
  static @Nullable Slot next(Slot slot) {
    return slot.next;
  }

  /// Drops everything.
  void clear() {
    dropped += queued();
    first = null;
    last = null;
    used = 0;
    most = USUAL;
  }

  long queued() {
    return in - out - dropped;
  }

  long in() {
    return in;
  }

  long out() {
    return out;
  }

  long dropped() {
    return dropped;
  }
}

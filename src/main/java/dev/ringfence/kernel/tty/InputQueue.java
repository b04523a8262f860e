package dev.ringfence.kernel.tty;

import java.util.BitSet;

/// What was typed and has not been read: whole lines, and behind them the one that is still edited.
/// A ring of 4096 bytes, as Linux has it, of which one stays free.
final class InputQueue {
  static final int SIZE = 4096;

  private final byte[] bytes = new byte[SIZE];

  /// Places of bytes that end a line. There a byte of 0 stands for the end of input.
  private final BitSet ends = new BitSet();

  private long head;
  private long lineHead;
  private long tail;
  private long sent;
  private long received;
  private long discarded;

  private static int place(long at) {
    return (int) at & SIZE - 1;
  }

  int size() {
    return (int) (head - tail);
  }

  /// Whether there is a whole line, or the end of input.
  boolean hasLine() {
    return lineHead != tail;
  }

  /// How many bytes of the line that is edited there are.
  int edited() {
    return (int) (head - lineHead);
  }

  /// A byte of the line that is edited, from its start.
  int edited(int index) {
    return bytes[place(lineHead + index)] & 0xFF;
  }

  /// A byte has arrived, which is put somewhere or counts as discarded.
  void arrived() {
    sent++;
  }

  /// A byte that has arrived is no input.
  void consumed() {
    discarded++;
  }

  void put(int c) {
    bytes[place(head++)] = (byte) c;
  }

  /// Puts a byte that ends the line.
  void end(int c) {
    ends.set(place(head));
    put(c);
    lineHead = head;
  }

  /// Takes bytes away from the end of the line that is edited.
  void erase(int count) {
    head -= count;
    discarded += count;
  }

  /// Drops everything.
  void clear() {
    discarded += size();
    head = 0;
    lineHead = 0;
    tail = 0;
    ends.clear();
  }

  /// The way of reading changes: what is there becomes one line, or no line at all.
  void rule(boolean canonical) {
    ends.clear();
    if (!canonical || size() == 0) {
      lineHead = tail;
    } else {
      ends.set(place(head - 1));
      lineHead = head;
    }
  }

  /// Takes bytes as they come.
  int take(byte[] to, int most) {
    int count = Math.min(most, size());
    for (int i = 0; i < count; i++) {
      to[i] = bytes[place(tail++)];
    }
    lineHead = Math.max(lineHead, tail);
    received += count;
    return count;
  }

  /// Takes bytes of the first line, and the end of input behind them.
  int takeLine(byte[] to, int most) {
    int count = 0;
    while (tail != lineHead) {
      boolean last = ends.get(place(tail));
      boolean endOfInput = last && bytes[place(tail)] == 0;
      if (count == most && !endOfInput) {
        break;
      }
      ends.clear(place(tail));
      if (endOfInput) {
        discarded++;
      } else {
        to[count++] = bytes[place(tail)];
        received++;
      }
      tail++;
      if (last) {
        break;
      }
    }
    return count;
  }

  /// How many bytes a process could read: `FIONREAD` of `tty_ioctl(4)`.
  int readable(boolean canonical) {
    if (!canonical) {
      return size();
    }
    int count = 0;
    for (long at = tail; at != lineHead; at++) {
      count += ends.get(place(at)) && bytes[place(at)] == 0 ? 0 : 1;
    }
    return count;
  }

  long sent() {
    return sent;
  }

  long received() {
    return received;
  }

  long discarded() {
    return discarded;
  }
}

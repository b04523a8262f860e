package dev.ringfence.kernel.mqueue;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/// Messages in the order in which they are received: by falling priority, those of the same
/// priority as they came.
final class Messages {
  private final TreeMap<Integer, Deque<Message>> byPriority =
      new TreeMap<>(Comparator.reverseOrder());
  private int count;
  private long bytes;

  void add(Message message) {
    byPriority.computeIfAbsent(message.priority(), _ -> new ArrayDeque<>()).add(message);
    count++;
    bytes += message.bytes().length;
  }

  Message remove() {
    if (count == 0) {
      throw new NoSuchElementException();
    }
    Deque<Message> first = byPriority.firstEntry().getValue();
    Message message = first.remove();
    if (first.isEmpty()) {
      byPriority.pollFirstEntry();
    }
    count--;
    bytes -= message.bytes().length;
    return message;
  }

  int count() {
    return count;
  }

  /// The bytes of all of them.
  long bytes() {
    return bytes;
  }
}

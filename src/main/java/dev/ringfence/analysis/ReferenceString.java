package dev.ringfence.analysis;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// Which pages a run has used, in their order, and how many page faults that comes to with so many
/// frames, depending on which page goes: with the one that is needed last (Belady's optimum, which
/// no other can beat), with the one used longest ago, and with the one that came first.
///
/// A page is noted when a TLB misses it, so that uses close to each other count once: as long as
/// there are more frames than TLB slots, no policy would have a fault there.
public final class ReferenceString {
  private static final int MOST = 1 << 21;

  private long[] pages = new long[1024];
  private int size;
  private boolean isComplete = true;

  /// Notes that a page has been used: its number, and of which process.
  public void add(int pid, long page) {
    long both = (long) pid << 40 ^ page;
    if (size > 0 && pages[size - 1] == both) {
      return;
    }
    if (size == MOST) {
      isComplete = false;
      return;
    }
    if (size == pages.length) {
      pages = Arrays.copyOf(pages, 2 * size);
    }
    pages[size++] = both;
  }

  /// Whether it holds all uses: two million at most are kept.
  public boolean isComplete() {
    return isComplete;
  }

  /// How many uses it has, repetitions apart.
  public int size() {
    return size;
  }

  /// How many different pages were used: so many faults there are in any case.
  public int distinct() {
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < size; i++) {
      seen.add(pages[i]);
    }
    return seen.size();
  }

  /// The page faults of the optimum: the page goes whose next use is farthest away.
  public int optimum(int frames) {
    int[] next = nextUses();
    Map<Long, Integer> resident = new HashMap<>();
    PriorityQueue<Integer> farthest = new PriorityQueue<>((a, b) -> Integer.compare(b, a));
    int faults = 0;
    for (int i = 0; i < size; i++) {
      if (!resident.containsKey(pages[i])) {
        faults++;
        if (resident.size() == frames) {
          evictFarthest(resident, farthest);
        }
      }
      // Pages that are never used again have ends of their own, so that each can be told.
      int use = next[i] < size ? next[i] : size + i;
      resident.put(pages[i], use);
      farthest.add(use);
    }
    return faults;
  }

  private void evictFarthest(Map<Long, Integer> resident, PriorityQueue<Integer> farthest) {
    while (true) {
      int use = farthest.remove();
      long page = use < size ? pages[use] : pages[use - size];
      Integer current = resident.get(page);
      if (current != null && current == use) {
        resident.remove(page);
        return;
      }
    }
  }

  /// For each use, where the same page is used next, or a number beyond the end.
  private int[] nextUses() {
    int[] next = new int[size];
    Map<Long, Integer> seen = new HashMap<>();
    for (int i = size - 1; i >= 0; i--) {
      next[i] = seen.getOrDefault(pages[i], Integer.MAX_VALUE);
      seen.put(pages[i], i);
    }
    return next;
  }

  /// The page faults when the page goes that was used longest ago.
  public int leastRecentlyUsed(int frames) {
    LinkedHashMap<Long, Boolean> resident = new LinkedHashMap<>(16, 0.75f, true);
    int faults = 0;
    for (int i = 0; i < size; i++) {
      if (resident.put(pages[i], true) == null) {
        faults++;
        if (resident.size() > frames) {
          Iterator<Long> eldest = resident.keySet().iterator();
          eldest.next();
          eldest.remove();
        }
      }
    }
    return faults;
  }

  /// The page faults when the page goes that came first.
  public int firstInFirstOut(int frames) {
    Set<Long> resident = new HashSet<>();
    Deque<Long> order = new ArrayDeque<>();
    int faults = 0;
    for (int i = 0; i < size; i++) {
      if (!resident.contains(pages[i])) {
        faults++;
        if (order.size() == frames) {
          resident.remove(order.remove());
        }
        resident.add(pages[i]);
        order.add(pages[i]);
      }
    }
    return faults;
  }
}

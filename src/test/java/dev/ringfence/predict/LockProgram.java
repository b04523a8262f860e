package dev.ringfence.predict;

import dev.ringfence.core.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A random program of a few threads that take and give back locks, as a scenario, and all that it
/// can come to.
///
/// A thread is a script: a capital letter takes a lock, a small one gives it back, a digit
/// computes. So is the first thread, which begins the next one at `s`, and waits for the oldest at
/// `j`.
final class LockProgram {
  /// The number of the first thread's process; the others follow in the order in which they begin.
  static final int FIRST = 2;

  private static final int MOST_THREADS = 4;
  private static final int MOST_LOCKS = 4;
  private static final int MOST_NESTINGS = 2;

  private final Rng rng;
  private final List<String> scripts = new ArrayList<>();
  private final Set<Set<String>> cycles = new HashSet<>();
  private final Set<String> seen = new HashSet<>();

  /// @param guarded whether each thread has a lock of its own kind around all others
  /// @param inTurn whether a thread begins only when the one before has ended
  LockProgram(long seed, boolean guarded, boolean inTurn) {
    rng = new Rng(seed);
    int threads = 2 + (int) rng.below(MOST_THREADS - 1);
    int locks = 2 + (int) rng.below(MOST_LOCKS - 1);
    StringBuilder plan = new StringBuilder();
    int running = 0;
    for (int i = 0; i < threads; i++) {
      plan.append('s').append(rng.below(10));
      running++;
      if (inTurn || rng.below(5) == 0) {
        plan.append("j".repeat(running));
        running = 0;
      }
    }
    scripts.add(plan.append("j".repeat(running)).toString());
    for (int i = 0; i < threads; i++) {
      StringBuilder script = new StringBuilder();
      for (long n = rng.below(MOST_NESTINGS) + 1; n > 0; n--) {
        String body = nesting(locks);
        script.append(guarded ? "Z" + body + "z" : body).append(rng.below(3));
      }
      scripts.add(script.toString());
    }
  }

  private String nesting(int locks) {
    List<Character> free = new ArrayList<>();
    for (int i = 0; i < locks; i++) {
      free.add((char) ('A' + i));
    }
    StringBuilder text = new StringBuilder();
    List<Character> held = new ArrayList<>();
    for (long depth = 1 + rng.below(Math.min(3, locks)); depth > 0; depth--) {
      char lock = free.remove((int) rng.below(free.size()));
      text.append(lock).append(rng.below(3));
      held.add(lock);
    }
    while (!held.isEmpty()) {
      text.append(Character.toLowerCase(held.remove((int) rng.below(held.size()))));
    }
    return text.toString();
  }

  /// The scenario's file.
  String text() {
    return """
        machine { cpus = 4 }
        processes.p {
          args = ["%s"]
          program = \"""
            #include <pthread.h>
            #include <ringfence.h>
            #include <stdlib.h>
            #include <unistd.h>

            static pthread_mutex_t locks[26];

            static void *run(void *script) {
              for (char *at = script; *at; at++) {
                if (*at >= 'a') pthread_mutex_unlock(&locks[*at - 'a']);
                else if (*at >= 'A') pthread_mutex_lock(&locks[*at - 'A']);
                else compute((*at - '0') * 3000);
              }
              return NULL;
            }

            int main(int argc, char **argv) {
              pthread_t threads[argc];
              int begun = 0, joined = 0;
              for (char *at = argv[1]; *at; at++) {
                if (*at == 's') {
                  pthread_create(&threads[begun], NULL, run, argv[begun + 2]);
                  begun++;
                }
                else if (*at == 'j') pthread_join(threads[joined++], NULL);
                else usleep((*at - '0') * 5);
              }
              return 0;
            }
          \"""
        }
        expect { deadlock = possible }
        """
        .formatted(String.join("\", \"", scripts));
  }

  /// The lock that a call of a thread takes or gives back.
  char lock(int tid, long call) {
    String calls = scripts.get(tid - FIRST).replaceAll("[0-9]", "");
    return Character.toUpperCase(calls.charAt((int) call - 1));
  }

  /// All cycles in which threads can wait for each other: each as "thread waits for lock".
  Set<Set<String>> cycles() {
    int[] at = new int[scripts.size()];
    Arrays.fill(at, 1, at.length, -1);
    explore(at);
    return cycles;
  }

  /// @param at how far each thread has come, -1 for one that has not begun
  private void explore(int[] at) {
    if (!seen.add(Arrays.toString(at))) {
      return;
    }
    for (int thread = 0; thread < at.length; thread++) {
      int[] next = stepped(at, thread);
      if (next != null) {
        explore(next);
      } else if (thread > 0 && at[thread] >= 0 && !isOver(at, thread)) {
        look(at, thread);
      }
    }
  }

  private boolean isOver(int[] at, int thread) {
    return at[thread] == scripts.get(thread).length();
  }

  /// Where all are when the thread has done its next step, or null if it cannot.
  private int @org.jspecify.annotations.Nullable [] stepped(int[] at, int thread) {
    if (at[thread] < 0 || isOver(at, thread)) {
      return null;
    }
    char what = scripts.get(thread).charAt(at[thread]);
    String before = scripts.get(thread).substring(0, at[thread]);
    int[] next = at.clone();
    next[thread]++;
    if (what == 's') {
      next[1 + (int) before.chars().filter(c -> c == 's').count()] = 0;
    } else if (what == 'j') {
      int joined = 1 + (int) before.chars().filter(c -> c == 'j').count();
      return isOver(at, joined) ? next : null;
    } else if (Character.isUpperCase(what) && owner(at, what) >= 0) {
      return null;
    }
    return next;
  }

  private int owner(int[] at, char lock) {
    for (int thread = 1; thread < at.length; thread++) {
      if (at[thread] > 0) {
        String done = scripts.get(thread).substring(0, at[thread]);
        if (done.lastIndexOf(lock) > done.lastIndexOf(Character.toLowerCase(lock))) {
          return thread;
        }
      }
    }
    return -1;
  }

  /// Follows who waits for whom, from a thread that cannot go on.
  private void look(int[] at, int from) {
    Set<String> cycle = new TreeSet<>();
    int thread = from;
    do {
      if (isOver(at, thread)) {
        return;
      }
      char lock = scripts.get(thread).charAt(at[thread]);
      int owner = Character.isUpperCase(lock) ? owner(at, lock) : -1;
      if (owner < 0 || !cycle.add(thread + FIRST + ":" + lock)) {
        return;
      }
      thread = owner;
    } while (thread != from);
    cycles.add(cycle);
  }

  @Override
  public String toString() {
    return scripts.toString();
  }
}

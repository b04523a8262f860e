package dev.ringfence.kernel.deadlock;

/// The safety algorithm of the banker's algorithm: whether there is an order in which all can come
/// to their end if each then asks for all that it has claimed.
///
/// Dijkstra, "Een algorithme ter voorkoming van de dodelijke omarming" (EWD 108), 1965; for
/// several kinds of resources Habermann, "Prevention of System Deadlocks", CACM 12 (7), 1969.
public final class Safety {
  private Safety() {}

  /// @param available units of each resource that nobody has
  /// @param held by task and resource
  /// @param need by task and resource: what is claimed and not held
  public static boolean isSafe(int[] available, int[][] held, int[][] need) {
    int[] left = available.clone();
    boolean[] ended = new boolean[held.length];
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int task = 0; task < held.length; task++) {
        if (!ended[task] && suffices(left, need[task])) {
          for (int i = 0; i < left.length; i++) {
            left[i] += held[task][i];
          }
          ended[task] = true;
          changed = true;
        }
      }
    }
    for (boolean one : ended) {
      if (!one) {
        return false;
      }
    }
    return true;
  }

  private static boolean suffices(int[] left, int[] need) {
    for (int i = 0; i < left.length; i++) {
      if (need[i] > left[i]) {
        return false;
      }
    }
    return true;
  }
}

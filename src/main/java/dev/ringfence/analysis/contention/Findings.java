package dev.ringfence.analysis.contention;

import dev.ringfence.analysis.contention.Account.Finding;
import dev.ringfence.core.Nanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds what slows a run down by the way in which it waits: convoys and starvation.
final class Findings {
  /// A lock that was handed on so often without a pause has a convoy behind it.
  private static final int CONVOY = 10;

  /// Whoever is overtaken so often in one wait starves.
  private static final int STARVING = 10;

  private Findings() {}

  static List<Finding> of(List<ObjectUse> objects, long end) {
    List<Finding> all = new ArrayList<>();
    for (ObjectUse object : objects) {
      if (object.isLock()
          && object.longestConvoy() >= CONVOY
          && object.handOffs() * 2 >= object.acquisitions()) {
        all.add(convoy(object, end));
      }
      if (object.starvation.most() >= STARVING) {
        all.add(starvation(object));
      }
    }
    return all;
  }

  private static Finding convoy(ObjectUse object, long end) {
    String why =
        ("%s was taken %,d times in a row while others waited for it, and %,d of %,d times by"
                + " somebody who had waited: whoever comes joins the queue, and all move at the"
                + " pace of one. It was held for %s of %s.")
            .formatted(
                capitalised(object.name()),
                object.longestConvoy(),
                object.handOffs(),
                object.acquisitions(),
                Nanos.text(object.holders.times.total()),
                Nanos.text(end));
    String remedy =
        "Hold it for less (%s on average), take it less often, for example for several pieces of"
            + " work at once, or divide what it guards among several locks.";
    return new Finding(
        "convoy",
        List.of(),
        object.name(),
        object.waits.total(),
        why,
        remedy.formatted(Nanos.text(object.holders.times.mean())));
  }

  private static Finding starvation(ObjectUse object) {
    Starvation found = object.starvation;
    Standing victim = found.victim();
    Standing overtaker = found.overtaker();
    String why =
        "%s waited %s for %s and was overtaken %,d times meanwhile, most often by %s."
            .formatted(
                name(victim),
                Nanos.text(found.nanos()),
                object.name(),
                found.most(),
                name(overtaker));
    String remedy =
        object.name().startsWith("rwlock")
            ? "Have writers go first (PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP), or let readers"
                + " pause between two times."
            : "Let those who come later wait behind those who are there, or ask for less at once.";
    return new Finding(
        "starvation",
        List.of(name(victim), name(overtaker)),
        object.name(),
        found.nanos(),
        why,
        remedy);
  }

  private static String name(@Nullable Standing task) {
    return task == null ? "?" : "%s (%d)".formatted(task.process.label, task.tid);
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}

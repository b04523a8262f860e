package dev.ringfence.report.view;

import dev.ringfence.kernel.account.CallAccounts.CallUse;
import dev.ringfence.machine.Profile;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The system calls in the form of `strace -c`: how long each has spent in the kernel, how often it
/// was made, and how often it failed.
final class CallTable {
  private static final String RULE =
      "------ ----------- ----------- --------- --------- ----------------\n";

  private CallTable() {}

  /// @param uses of the calls that have returned
  static String of(List<CallUse> uses, Profile profile) {
    StringBuilder out = new StringBuilder();
    out.append("% time     seconds  usecs/call     calls    errors syscall\n").append(RULE);
    long all = uses.stream().mapToLong(use -> profile.nanos(use.cycles())).sum();
    uses.stream()
        .sorted(Comparator.comparingLong(CallUse::cycles).reversed())
        .forEach(
            use -> {
              long nanos = profile.nanos(use.cycles());
              double share = all == 0 ? 0 : 100.0 * nanos / all;
              out.append(line(share, nanos, use.calls(), use.errors(), use.name()));
            });
    long calls = uses.stream().mapToLong(CallUse::calls).sum();
    long errors = uses.stream().mapToLong(CallUse::errors).sum();
    return out.append(RULE).append(line(100, all, calls, errors, "total")).toString();
  }

  private static String line(double share, long nanos, long calls, long errors, String name) {
    return String.format(
        Locale.ROOT,
        "%6.2f %11.6f %11d %9d %9s %s\n",
        share,
        nanos / 1e9,
        nanos / 1000 / Math.max(1, calls),
        calls,
        errors == 0 ? "" : "" + errors,
        name);
  }
}

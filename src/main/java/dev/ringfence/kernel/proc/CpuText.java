package dev.ringfence.kernel.proc;

import dev.ringfence.kernel.Machine;
import dev.ringfence.kernel.sched.CpuRange;
import dev.ringfence.machine.Profile;

/// `/proc/cpuinfo`: the CPUs (`proc_cpuinfo(5)`).
final class CpuText {
  private CpuText() {}

  /// @param own those of the host
  static String of(Machine machine, CpuRange own) {
    StringBuilder out = new StringBuilder();
    Profile profile = machine.profile();
    for (int cpu = 0; cpu < own.count(); cpu++) {
      line(out, "processor\t", Integer.toString(cpu));
      line(out, "vendor_id\t", "Ringfence");
      line(out, "model name\t", profile.name());
      long thousandths = profile.hertz() / 1000;
      line(out, "cpu MHz\t\t", "%d.%03d".formatted(thousandths / 1000, thousandths % 1000));
      line(out, "physical id\t", "0");
      line(out, "siblings\t", Integer.toString(own.count()));
      line(out, "core id\t\t", Integer.toString(cpu));
      line(out, "cpu cores\t", Integer.toString(own.count()));
      line(out, "flags\t\t", profile.paging().hasNoExecute() ? "pae nx lm" : "");
      line(
          out,
          "address sizes\t",
          "%d bits physical, %d bits virtual"
              .formatted(profile.physicalBits(), profile.paging().linearBits()));
      out.append('\n');
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append('\n');
  }
}

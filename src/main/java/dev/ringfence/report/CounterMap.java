package dev.ringfence.report;

import dev.ringfence.analysis.ReferenceString;
import dev.ringfence.event.Counters;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.machine.Profile;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a run adds up to, by the names of the JSON document.
final class CounterMap {
  private CounterMap() {}

  static Map<String, Long> of(Kernel kernel, Profile profile, ReferenceString references) {
    Counters counted = kernel.counters();
    long misses = counted.tlbMisses;
    for (Process process : kernel.processes().all()) {
      misses += process.isResting() ? 0 : process.user().mmu().misses();
    }
    Map<String, Long> all = new LinkedHashMap<>();
    all.put("syscalls", counted.syscalls);
    all.put("interruptGates", counted.interruptGates);
    all.put("isolationFlushes", counted.isolationFlushes);
    all.put("traps", counted.traps);
    all.put("ringTransitions", counted.ringTransitions());
    all.put("contextSwitches", counted.contextSwitches);
    all.put("pageFaults", counted.pageFaults);
    all.put("tlbMisses", misses);
    all.put("bytesCopied", counted.bytesCopied);
    if (kernel.parts().frames().hasSwap()) {
      all.put("majorFaults", counted.majorFaults);
      all.put("minorFaults", counted.minorFaults);
      all.put("pagesIn", counted.pagesIn);
      all.put("pagesOut", counted.pagesOut);
      all.put("idleForIoNanos", profile.nanos(counted.idleForIo));
      int frames = kernel.parts().frames().mostResident();
      if (references.size() > 0 && references.isComplete() && counted.pagesIn > 0) {
        all.put("optimumPagesIn", (long) references.optimum(frames) - references.distinct());
      }
    }
    return all;
  }
}

package dev.ringfence.report.view;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.inet.Endpoint;
import dev.ringfence.kernel.inet.Host;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.machine.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What of the machine is shown, in the form of a tool of Linux or in one of our own. A view only
/// reads the kernel, whose processes must be at rest.
public enum View {
  /// As `pmap -x`.
  PMAP(ofEach(Pmap::of)),
  MAPS(ofEach((kernel, process) -> file(kernel, process, "maps"))),
  STATUS(ofEach((kernel, process) -> file(kernel, process, "status"))),
  MEMINFO((kernel, _) -> kernel.parts().proc().hostText(0, "meminfo")),
  VMSTAT(Vmstat::of),
  /// As `lsof`.
  LSOF(ofHosts((kernel, _, host) -> OpenFileList.of(kernel, host))),
  /// As `lslocks`.
  LSLOCKS(ofHosts((kernel, _, host) -> LockList.of(kernel, host))),
  /// As `ps -l`.
  PS(ofHosts(ProcessList::of)),
  /// As `pstree -p`.
  PSTREE(ofHosts((kernel, _, host) -> ProcessTree.of(kernel, host))),
  /// As `strace -c`, if the kernel keeps accounts of calls.
  STRACE_C((kernel, profile) -> CallTable.of(kernel.probes().callUses(), profile)),
  /// As `ipcs -a`.
  IPCS(ofHosts((kernel, _, host) -> new IpcsList(kernel, host).text())),
  /// Which frame is whose.
  FRAMES((kernel, _) -> FrameList.of(kernel.parts().proc().frames())),
  /// What crossings between rings have cost so far, if the kernel keeps accounts of them.
  RINGS((kernel, _) -> RingTable.of(kernel.probes().rings())),
  /// As `ss -xatun`.
  SS(ofHosts((kernel, _, host) -> SocketList.of(kernel, host))),
  /// The page tables of each process, or its segments.
  TABLES(
      (kernel, profile) ->
          each(
              kernel,
              process ->
                  process.memory().placement() == null
                      ? TableList.of(process, profile.paging())
                      : SegmentList.of(process)));

  /// What is shown of one host, by its place.
  private interface HostText {
    String of(Kernel kernel, Profile profile, int host);
  }

  private final BiFunction<Kernel, Profile, String> text;

  View(BiFunction<Kernel, Profile, String> text) {
    this.text = text;
  }

  /// The view of this name, or null.
  public static @Nullable View of(String name) {
    for (View view : values()) {
      if (view.label().equals(name)) {
        return view;
      }
    }
    return null;
  }

  /// All names, for messages.
  public static String names() {
    return Arrays.stream(values()).map(View::label).collect(Collectors.joining(", "));
  }

  /// Its name on the command line.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The machine as it is.
  public String text(Kernel kernel, Profile profile) {
    return text.apply(kernel, profile);
  }

  private static BiFunction<Kernel, Profile, String> ofEach(
      BiFunction<Kernel, Process, String> text) {
    return (kernel, _) -> each(kernel, process -> text.apply(kernel, process));
  }

  /// One text for each host, below its name where there are several.
  private static BiFunction<Kernel, Profile, String> ofHosts(HostText text) {
    return (kernel, profile) -> {
      List<Host> hosts = kernel.parts().network().hosts();
      if (hosts.size() == 1) {
        return text.of(kernel, profile, 0);
      }
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < hosts.size(); i++) {
        Host host = hosts.get(i);
        String address = Endpoint.text(host.address());
        texts.add("host %s (%s)\n%s".formatted(host.name(), address, text.of(kernel, profile, i)));
      }
      return String.join("\n", texts);
    };
  }

  private static String file(Kernel kernel, Process process, String name) {
    return "/proc/%d/%s of %s\n".formatted(process.pid(), name, process.label())
        + kernel.parts().proc().text(process.pid(), name);
  }

  /// The texts of the processes that live, one below the other.
  private static String each(Kernel kernel, Function<Process, String> text) {
    List<String> texts =
        kernel.processes().all().stream().filter(process -> !process.zombie).map(text).toList();
    return texts.isEmpty() ? "no process is alive\n" : String.join("\n", texts);
  }
}

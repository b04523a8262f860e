package dev.ringfence.report.view;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.machine.Profile;
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
  MEMINFO((kernel, _) -> kernel.parts().proc().text("meminfo")),
  VMSTAT(Vmstat::of),
  /// As `lsof`.
  LSOF((kernel, _) -> OpenFileList.of(kernel)),
  /// As `lslocks`.
  LSLOCKS((kernel, _) -> LockList.of(kernel)),
  /// As `ps -l`.
  PS(ProcessList::of),
  /// As `pstree -p`.
  PSTREE((kernel, _) -> ProcessTree.of(kernel)),
  /// As `strace -c`, if the kernel keeps accounts of calls.
  STRACE_C((kernel, profile) -> CallTable.of(kernel.probes().callUses(), profile)),
  /// As `ipcs -a`.
  IPCS((kernel, _) -> new IpcsList(kernel).text()),
  /// Which frame is whose.
  FRAMES((kernel, _) -> FrameList.of(kernel.parts().proc().frames())),
  /// What crossings between rings have cost so far, if the kernel keeps accounts of them.
  RINGS((kernel, _) -> RingTable.of(kernel.probes().rings())),
  /// As `ss -xatun`.
  SS((kernel, _) -> SocketList.of(kernel)),
  /// The page tables of each process, or its segments.
  TABLES(
      (kernel, profile) ->
          each(
              kernel,
              process ->
                  process.memory().placement() == null
                      ? TableList.of(process, profile.paging())
                      : SegmentList.of(process)));

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

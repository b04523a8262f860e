package dev.ringfence.report.view;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.memory.FrameMap;
import dev.ringfence.kernel.memory.Mapping;
import dev.ringfence.kernel.process.Process;
import java.util.List;

/// The memory of a process in the form of `pmap -x` (procps).
final class Pmap {
  private Pmap() {}

  static String of(Kernel kernel, Process process) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%d:   %s\n"
            .formatted(
                process.pid(), String.join(" ", kernel.processes().arguments().of(process))));
    out.append("Address           Kbytes     RSS   Dirty Mode  Mapping\n");
    long size = 0;
    long resident = 0;
    long dirty = 0;
    List<Mapping> mappings = process.memory().mappings();
    for (Mapping mapping : mappings) {
      long bytes = mapping.bytes() / 1024;
      long here = FrameMap.kibibytes(mapping.residence().resident());
      long written = FrameMap.kibibytes(mapping.residence().dirty());
      out.append(
          "%016x %7d %7d %7d %s %s\n"
              .formatted(
                  mapping.from(),
                  bytes,
                  here,
                  written,
                  mapping.rights().replace('p', '-') + "-",
                  name(kernel.parts().proc().maps().place(process, mapping))));
      size += bytes;
      resident += here;
      dirty += written;
    }
    out.append("---------------- ------- ------- ------- \n");
    return out.append("total kB %15d %7d %7d\n".formatted(size, resident, dirty)).toString();
  }

  private static String name(FileSystem.Place place) {
    String path = place.path();
    if (path.equals("[stack]")) {
      return "  [ stack ]";
    }
    if (path.startsWith("/SYSV")) {
      return "  [ shmid=0x%x ]".formatted(place.number());
    }
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "  [ anon ]" : path.substring(slash + 1);
  }
}

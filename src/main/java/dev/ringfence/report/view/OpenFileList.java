package dev.ringfence.report.view;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.file.Listing;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.proc.OpenFiles;
import dev.ringfence.kernel.proc.StatusText;
import dev.ringfence.kernel.process.Process;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is open, in the form of `lsof(8)`.
final class OpenFileList {
  private static final int COMMAND = 9;
  private static final String[] TITLES = {
    "COMMAND", "PID", "USER", "  FD  ", "TYPE", "DEVICE", "SIZE/OFF", "NODE", "NAME"
  };

  private OpenFileList() {}

  static String of(Kernel kernel, int host) {
    List<String[]> rows = new ArrayList<>();
    rows.add(TITLES);
    for (Process process : kernel.processes().on(host)) {
      if (!process.zombie) {
        add(rows, kernel, process);
      }
    }
    return Columns.text(rows, new int[TITLES.length], Set.of(0));
  }

  private static void add(List<String[]> rows, Kernel kernel, Process process) {
    OpenFiles files = kernel.parts().proc().openFiles();
    rows.add(row(process, " cwd  ", files.listing(process.directory())));
    rows.add(row(process, " rtd  ", files.listing(kernel.parts().files().root(process.host))));
    rows.add(
        row(
            process,
            " txt  ",
            files.listing(kernel.parts().files().at(process.host, process.executable))));
    for (int fd : OpenFiles.numbers(process)) {
      OpenFile file = process.descriptors().file(fd);
      if (file != null) {
        String number =
            "%4d%c%c".formatted(fd, OpenFiles.mode(file), OpenFiles.lock(process, file));
        rows.add(row(process, number, files.listing(file)));
      }
    }
  }

  private static String[] row(Process process, String descriptor, Listing listing) {
    String name = StatusText.name(process);
    int user = process.credentials.euid();
    return new String[] {
      name.substring(0, Math.min(COMMAND, name.length())),
      Integer.toString(process.pid()),
      user == 0 ? "root" : user == 1000 ? "user" : Integer.toString(user),
      descriptor,
      listing.type(),
      listing.device(),
      listing.size(),
      listing.node(),
      listing.name()
    };
  }
}

package dev.ringfence.report.view;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.access.Accounts;
import dev.ringfence.kernel.proc.ProcTable;
import java.util.List;
import java.util.function.Function;

/// All of System V's objects in the form of `ipcs -a` (util-linux), which reads `/proc/sysvipc`.
final class IpcsList {
  private static final int SHM_DEST = 01000;
  private static final int SHM_LOCKED = 02000;

  private final ProcTable proc;
  private final Accounts accounts;
  private final int host;

  /// @param host whose objects, by its place
  IpcsList(Kernel kernel, int host) {
    this.host = host;
    proc = kernel.parts().proc();
    accounts = kernel.processes().accounts();
  }

  String text() {
    return "\n"
        + list(
            "Message Queues",
            "key        msqid      owner      perms      used-bytes   messages    ",
            proc.hostText(host, "sysvipc/msg"),
            fields -> object(fields, 7) + "%-12s %-12s".formatted(fields[3], fields[4]))
        + list(
            "Shared Memory Segments",
            "key        shmid      owner      perms      bytes      nattch     status      ",
            proc.hostText(host, "sysvipc/shm"),
            fields ->
                object(fields, 7)
                    + "%-10s %-10s %-6s %-6s"
                        .formatted(
                            fields[3],
                            fields[6],
                            mode(fields, SHM_DEST) ? "dest" : "",
                            mode(fields, SHM_LOCKED) ? "locked" : ""))
        + list(
            "Semaphore Arrays",
            "key        semid      owner      perms      nsems     ",
            proc.hostText(host, "sysvipc/sem"),
            fields -> object(fields, 4) + "%-10s".formatted(fields[3]));
  }

  /// @param text of `/proc`, with a line of titles
  private static String list(
      String title, String columns, String text, Function<String[], String> line) {
    StringBuilder out = new StringBuilder("------ " + title + " --------\n" + columns + "\n");
    List<String> lines = text.lines().skip(1).toList();
    for (String each : lines) {
      out.append(line.apply(each.strip().split(" +", -1))).append('\n');
    }
    return out.append('\n').toString();
  }

  /// The columns that all kinds have.
  ///
  /// @param owner which field is the owner's number
  private String object(String[] fields, int owner) {
    int permissions = Integer.parseInt(fields[2], 8) & 0777;
    return "0x%08x %-10s %-10s %-10o "
        .formatted(
            Integer.parseInt(fields[0]),
            fields[1],
            accounts.user(Integer.parseUnsignedInt(fields[owner])).name(),
            permissions);
  }

  private static boolean mode(String[] fields, int bit) {
    return (Integer.parseInt(fields[2], 8) & bit) != 0;
  }
}

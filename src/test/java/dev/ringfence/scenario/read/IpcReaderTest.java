package dev.ringfence.scenario.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.scenario.Workload;
import dev.ringfence.kernel.mqueue.QueueLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys of POSIX message queues: read, or told to be wrong with their place.
class IpcReaderTest {
  @TempDir Path folder = Path.of("");

  private Workload.Result read(String keys) throws IOException {
    String scenario = keys + "\nprocesses.p.program = \"return 0;\"\n";
    Path file = Files.writeString(folder.resolve("s.conf"), scenario);
    return Workload.read(file, null, List.of(), true, false);
  }

  private QueueLimits limits(String keys) throws IOException {
    Workload.Result result = read(keys);
    return Objects.requireNonNull(result.workload()).machine().ipc().mqueue();
  }

  @Test
  void limits_withoutKeys_areThoseOfLinux() throws IOException {
    assertEquals(QueueLimits.USUAL, limits(""));
  }

  @Test
  void limits_withKeys_areThose() throws IOException {
    String keys =
        "ipc.mqueue { msg-max = 4, msgsize-max = 1 KiB, queues-max = 0, msg-default = 2,"
            + " msgsize-default = 256, rlimit = 64 KiB }";
    assertEquals(new QueueLimits(4, 1024, 0, 2, 256, 65_536), limits(keys));
  }

  @Test
  void limit_outOfRange_isAnErrorWithItsPlace() throws IOException {
    Workload.Result result = read("ipc.mqueue.msg-max = 65537");
    assertNull(result.workload());
    String told = result.diagnostics().toString();
    assertTrue(told.contains("wrong value of 'ipc.mqueue.msg-max'"), told);
    assertTrue(told.contains("from 1 to 65536"), told);
    assertTrue(told.contains("s.conf:1"), told);
  }

  @Test
  void key_thatIsUnknown_isAnError() throws IOException {
    String told = read("ipc.mqueue.msgmax = 1").diagnostics().toString();
    assertTrue(told.contains("unknown key 'ipc.mqueue.msgmax'"), told);
  }
}

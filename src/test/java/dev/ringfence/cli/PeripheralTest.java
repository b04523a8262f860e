package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Devices of the scenario's: how fast they are, who has them, and what they put out.
class PeripheralTest {
  @TempDir Path folder = Path.of("");

  private CommandTest.Outcome run(String devices, String main) throws IOException {
    Path file = folder.resolve("s.conf");
    String program =
        "#include <errno.h>\n#include <fcntl.h>\n#include <unistd.h>\nint main(void) {"
            + main
            + "}";
    Files.writeString(
        file, "devices { " + devices + " }\nprocesses.p.program = \"\"\"" + program + "\"\"\"\n");
    return CommandTest.execute("run", "--json", file.toString());
  }

  private static JsonObject json(CommandTest.Outcome outcome) {
    assertTrue(outcome.output().startsWith("{"), outcome.errors());
    return JsonParser.parseString(outcome.output()).getAsJsonObject();
  }

  @Test
  void write_toASlowDevice_takesItsTimeAndIsSeen() throws IOException {
    JsonObject json =
        json(
            run(
                "printer { path = /dev/lp0, rate = 100 B/s }",
                "int fd = open(\"/dev/lp0\", O_WRONLY); return write(fd, \"hello\", 5) != 5;"));
    JsonObject device = json.getAsJsonArray("devices").get(0).getAsJsonObject();
    assertEquals("hello", device.get("text").getAsString());
    assertEquals(5, device.get("bytes").getAsLong());
    long nanos = json.get("virtualNanos").getAsLong();
    assertTrue(nanos >= 50_000_000 && nanos < 51_000_000, nanos + " ns");
  }

  @Test
  void open_ofAnExclusiveDeviceThatIsTaken_isRefusedWithoutWaiting() throws IOException {
    JsonObject json =
        json(
            run(
                "printer { path = /dev/lp0, exclusive = true }",
                """
                int fd = open("/dev/lp0", O_WRONLY);
                int refused = open("/dev/lp0", O_WRONLY | O_NONBLOCK) < 0 && errno == EBUSY;
                close(fd);
                return refused && open("/dev/lp0", O_WRONLY | O_NONBLOCK) >= 0 ? 0 : 1;
                """));
    assertEquals("finished", json.get("outcome").getAsString());
    assertEquals(
        0, json.getAsJsonArray("processes").get(0).getAsJsonObject().get("exit").getAsInt());
  }

  @Test
  void open_ofAnExclusiveDeviceThatAnotherHas_waitsForItsEnd() throws IOException {
    JsonObject json =
        json(
            run(
                "printer { path = /dev/lp0, exclusive = true, rate = 1 KiB/s }",
                """
                int child = fork();
                int fd = open("/dev/lp0", O_WRONLY);
                write(fd, child ? "parent" : "child ", 6);
                """));
    assertEquals("finished", json.get("outcome").getAsString());
    JsonObject device = json.getAsJsonArray("devices").get(0).getAsJsonObject();
    assertEquals(12, device.get("bytes").getAsLong());
  }

  @Test
  void open_ofAnExclusiveDeviceByItsHolder_isStuck() throws IOException {
    JsonObject json =
        json(
            run(
                "printer { path = /dev/lp0, exclusive = true }",
                "open(\"/dev/lp0\", O_WRONLY); open(\"/dev/lp0\", O_WRONLY);"));
    assertEquals("stuck", json.get("outcome").getAsString());
    assertTrue(json.get("stuck").toString().contains("the printer /dev/lp0"), json.toString());
  }

  @Test
  void device_withoutSense_isAnErrorWithItsPlace() throws IOException {
    CommandTest.Outcome outcome =
        run("a { path = /etc/lp }, b { rate = fast }, c { exclusive = perhaps, x = 1 }", "");
    assertEquals(3, outcome.status());
    for (String key : new String[] {"devices.a.path", "devices.b.rate", "devices.c.exclusive"}) {
      assertTrue(outcome.errors().contains(key), outcome.errors());
    }
  }
}

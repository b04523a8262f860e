package dev.ringfence.scenario.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.scenario.Workload;
import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.kernel.inet.NetworkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hosts and networks are read, and what is wrong with them is told with its place.
class NetworkReaderTest {
  @TempDir Path folder = Path.of("");

  private Workload.Result read(String keys) throws IOException {
    String process = "processes.p { host = a, program = \"puts(\\\"x\\\");\" }\n";
    Path file = Files.writeString(folder.resolve("s.conf"), keys + "\n" + process);
    return Workload.read(file, null, List.of(), true, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hosts { a { cpus = 0 } }",
        "hosts { a { cpus = 65 } }",
        "hosts { a { address = 10.0.0 } }",
        "hosts { a { address = 10.0.0.256 } }",
        "hosts { a { address = 127.0.0.1 } }",
        "hosts { a { address = 224.0.0.1 } }",
        "hosts { a { address = 10.0.0.2 }, b {} }",
        "hosts { a {}, b_c {} }",
        "hosts { a { speed = 1 } }",
        "hosts { a { files.f { text = z, speed = 1 } } }",
        "hosts { a { files.\"x/y\".text = z } }",
        "hosts { a { files.f { from = there-is-no-such-file } } }",
        "hosts { a { files.f { text = z, owner = nobody-there } } }",
        "hosts { a {} }, machine.cpus = 2",
        "hosts { b {} }",
        "hosts { a {} }, network.latency = 5",
        "hosts { a {} }, network.bandwidth = fast",
        "hosts { a {} }, network.bandwidth = 10 bit",
        "hosts { a {} }, network.loss = 101 %",
        "hosts { a {} }, network.loss = 0.5",
        "hosts { a {} }, network.retries = 0",
        "hosts { a {} }, network.speed = 1",
        "hosts { a {} }, network.partitions = [ { between = [a] } ]",
        "hosts { a {}, b {} }, network.partitions = [ { between = [a, c] } ]",
        "hosts { a {}, b {} }, network.partitions = [ { from = 1 ms } ]",
        "hosts { a {}, b {} }, network.partitions = [ { between = [a, b], from = 2 ms, until = 1 ms } ]",
      })
  void keys_thatAreWrong_areErrorsWithTheirPlace(String keys) throws IOException {
    List<Diagnostic> errors = read(keys).diagnostics();
    assertEquals(1, errors.size(), errors.toString());
    assertTrue(errors.getFirst().render().contains("s.conf:"), errors.getFirst().render());
  }

  @Test
  void network_withoutHosts_isAnError() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.conf"),
            "network.loss = 1 %\nprocesses.p.program = \"puts(\\\"x\\\");\"");
    assertEquals(1, Workload.read(file, null, List.of(), true, false).diagnostics().size());
  }

  @Test
  void keys_thatAreRight_areReadInTheMachinesUnits() throws IOException {
    String keys =
        """
        hosts { a { cpus = 2 }, b { address = 192.168.1.7, cpus = 3 } }
        network {
          latency = 1 ms, jitter = 10 us, bandwidth = 8 Mbit, loss = 0.25 %
          partitions = [ { between = [a, b], from = 1 ms, until = 2 ms } ]
        }
        """;
    Workload.Result result = read(keys);
    assertEquals(List.of(), result.diagnostics());
    Workload workload = Objects.requireNonNull(result.workload());
    NetworkSettings network = workload.machine().network();
    assertEquals(5, workload.machine().cpus());
    assertEquals(
        List.of(
            new NetworkSettings.Host("a", 0x0A00_0001, 0b11),
            new NetworkSettings.Host("b", 0xC0A8_0107, 0b11100)),
        network.hosts());
    assertEquals(workload.profile().cycles(1_000_000), network.latency());
    assertEquals(workload.profile().cycles(1_000_000_000), network.cyclesPerMegabyte());
    assertEquals(2500, network.loss());
    assertEquals(6, network.synRetries());
  }
}

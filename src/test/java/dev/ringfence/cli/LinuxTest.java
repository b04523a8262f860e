package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The conformance suite: each program of `src/test/c` and `scenarios` is compiled by gcc and run
/// on Linux, and run by `ringfence exec`: the same output and the same status. Where there is
/// no gcc each program counts as skipped.
class LinuxTest {
  private static final ExecutorService LINUX =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(), Thread.ofPlatform().daemon().factory());
  private static final Map<CProgram, Future<CProgram.Outcome>> EXPECTED = new LinkedHashMap<>();

  @TempDir static Path folder = Path.of("");

  static List<CProgram> programs() throws IOException {
    return Stream.concat(
            CProgram.under(Path.of("src/test/c")).stream(),
            CProgram.under(Path.of("scenarios")).stream())
        .toList();
  }

  /// Linux's part runs ahead, so that the test has seldom to wait for it.
  @BeforeAll
  static void startLinux() throws IOException {
    if (!CProgram.hasCompiler()) {
      return;
    }
    for (CProgram program : programs()) {
      Path own = Files.createDirectory(folder.resolve(Integer.toString(EXPECTED.size())));
      EXPECTED.put(program, LINUX.submit(() -> program.onLinux(own)));
    }
  }

  @AfterAll
  static void stopLinux() {
    LINUX.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void program_hereAndOnLinux_printsTheSame(CProgram program)
      throws IOException, ExecutionException, InterruptedException {
    assumeTrue(CProgram.hasCompiler(), "gcc is not installed");
    Future<CProgram.Outcome> expected = Objects.requireNonNull(EXPECTED.get(program));
    assertEquals(expected.get(), program.here(), program.toString());
  }
}

package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The conformance suite: each program of `src/test/c` and `scenarios` is compiled by gcc and run
/// on Linux, and run by `ringfence exec`: the same output and the same status. The programs of
/// `src/test/c` are also compared on a machine of 32 bits, but for those that the file
/// `NOT_FOR_32_BITS` names. Where there is no gcc each program counts as skipped.
class LinuxTest {
  private static final int MORE_RUNS = 4;
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

  static List<CProgram> programsOf32Bits() throws IOException {
    Path folder = Path.of("src/test/c");
    Set<Path> excepted =
        Files.readAllLines(folder.resolve("NOT_FOR_32_BITS")).stream()
            .map(line -> folder.resolve(line.split(" ", 2)[0]))
            .collect(Collectors.toSet());
    return CProgram.under(folder).stream()
        .filter(program -> !excepted.contains(program.source()))
        .map(program -> program.on("80386"))
        .toList();
  }

  /// What Linux says, which is asked again where a program did not come to its end beside others.
  private static CProgram.Outcome first(CProgram program, Future<CProgram.Outcome> linux)
      throws IOException, InterruptedException {
    try {
      return linux.get();
    } catch (ExecutionException e) {
      System.out.println(program + " failed on Linux at first: " + e.getCause());
      return program.onLinux(Files.createTempDirectory(folder, "alone"));
    }
  }

  /// Linux's part runs ahead, so that the test has seldom to wait for it.
  @BeforeAll
  static void startLinux() throws IOException, InterruptedException {
    List<CProgram> all = new ArrayList<>();
    if (CProgram.hasCompiler()) {
      all.addAll(programs());
    }
    if (CProgram.hasCompilerOf32Bits()) {
      all.addAll(programsOf32Bits());
    }
    for (CProgram program : all) {
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
      throws IOException, InterruptedException {
    assumeTrue(CProgram.hasCompiler(), "gcc is not installed");
    compare(program, Objects.requireNonNull(EXPECTED.get(program)));
  }

  @ParameterizedTest
  @MethodSource("programsOf32Bits")
  void programOf32Bits_hereAndOnLinux_printsTheSame(CProgram program)
      throws IOException, InterruptedException {
    Future<CProgram.Outcome> expected = EXPECTED.get(program);
    assumeTrue(expected != null, "gcc makes no programs of 32 bits here");
    compare(program, Objects.requireNonNull(expected));
  }

  /// What is printed here must be what Linux prints. Where the two differ Linux is asked again,
  /// alone and not beside other programs: if it says something else than before, the program
  /// depends on who runs when, and what is printed here must be one of the things that Linux can
  /// print.
  private static void compare(CProgram program, Future<CProgram.Outcome> linux)
      throws IOException, InterruptedException {
    CProgram.Outcome expected = first(program, linux);
    CProgram.Outcome here = program.here();
    for (int again = 0; again < MORE_RUNS && !here.equals(expected); again++) {
      Path own = Files.createTempDirectory(folder, "again");
      CProgram.Outcome other = program.onLinux(own);
      if (!other.equals(expected)) {
        System.out.println(program + " prints on Linux now this, now that");
        expected = other;
      }
    }
    assertEquals(expected, here, program.toString());
  }
}

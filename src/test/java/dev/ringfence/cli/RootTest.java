package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs of `src/test/root` that begin as root, to become others: by gcc on Linux and by
/// `ringfence exec --user root` they print the same. Where the tests do not run as root, or there
/// is no gcc, each counts as skipped.
class RootTest {
  private static final String EVERYBODY_SEARCHES = "rwxr-xr-x";

  @TempDir Path folder = Path.of("");

  static List<CProgram> programs() throws IOException {
    return CProgram.under(Path.of("src/test/root"));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void program_ofRootHereAndOnLinux_printsTheSame(CProgram program)
      throws IOException, InterruptedException {
    assumeTrue(CProgram.hasCompiler(), "gcc is not installed");
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    assumeTrue(user.equals(0), "these tests do not run as root, but as user " + user);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(EVERYBODY_SEARCHES));
    assertEquals(program.onLinux(folder), program.here("--user=root"), program.toString());
  }
}

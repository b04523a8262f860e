package dev.ringfence.trace.random;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The driver (`src/test/native/driver.c`) in namespaces of its own: what the running kernel makes
/// of traces.
final class Linux implements AutoCloseable {
  private static final Path SOURCE = Path.of("src/test/native/driver.c");

  private final Process driver;
  private final BufferedWriter to;
  private final BufferedReader from;

  /// @param folder for the driver
  Linux(Path folder) throws IOException, InterruptedException {
    Path binary = folder.resolve("driver");
    if (!Files.exists(binary)) {
      Process compiler =
          new ProcessBuilder("gcc", "-O1", "-o", binary.toString(), SOURCE.toString())
              .inheritIO()
              .start();
      if (compiler.waitFor() != 0) {
        throw new IOException("gcc cannot compile " + SOURCE);
      }
    }
    driver = new ProcessBuilder(namespaces(binary.toString())).start();
    to = driver.outputWriter(StandardCharsets.ISO_8859_1);
    from = driver.inputReader(StandardCharsets.ISO_8859_1);
  }

  private static List<String> namespaces(String... command) {
    List<String> all =
        new ArrayList<>(
            List.of("unshare", "-i", "-p", "-n", "-m", "-f", "--mount-proc", "--kill-child"));
    all.addAll(List.of(command));
    return all;
  }

  /// Whether namespaces can be made here and processes have real-time priority, which takes root,
  /// and whether there is a compiler.
  static boolean isThere() {
    try {
      return new ProcessBuilder(namespaces("chrt", "-f", "1", "gcc", "--version"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// What became of a trace: a line for each move, and when it was begun, in microseconds.
  record Answer(List<String> lines, List<Long> times) {
    /// Takes a line of the driver.
    void add(String line) {
      int space = line.indexOf(' ');
      times.add(Long.valueOf(line.substring(0, space)));
      lines.add(line.substring(space + 1));
    }
  }

  /// Has a trace be carried out.
  Answer run(List<Move> moves) {
    try {
      to.write(moves.stream().anyMatch(Move::isOfInternet) ? "I\n" : "T\n");
      for (Move move : moves) {
        to.write(move + "\n");
      }
      to.write(".\n");
      to.flush();
      Answer answer = new Answer(new ArrayList<>(), new ArrayList<>());
      for (String line = from.readLine(); !".".equals(line); line = from.readLine()) {
        if (line == null) {
          throw new IOException("the driver has ended with " + driver.onExit().join().exitValue());
        }
        answer.add(line);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.destroyForcibly();
  }
}

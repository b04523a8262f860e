package dev.ringfence.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A C program that is run twice: by `ringfence exec` in this virtual machine, and by Linux after
/// gcc compiled it for the same kind of machine, which finds `ringfence.h`, too. `NAME.in` beside
/// `NAME.c` is its standard input, which is empty otherwise; `NAME.args` holds its arguments,
/// separated by blanks.
record CProgram(Path source, String machine) {
  private static final int PATIENCE_SECONDS = 300;

  /// What a program wrote to standard output, and its status: 128 + n for signal n.
  record Outcome(String output, int status) {}

  /// All programs under a folder, in the order of their names.
  static List<CProgram> under(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".c"))
          .sorted()
          .map(CProgram::new)
          .toList();
    }
  }

  static boolean hasCompiler() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, "gcc")));
  }

  /// A program for x86-64.
  CProgram(Path source) {
    this(source, "x86-64");
  }

  /// The same on another machine.
  CProgram on(String other) {
    return new CProgram(source, other);
  }

  /// Whether gcc also makes programs of 32 bits here.
  static boolean hasCompilerOf32Bits() throws IOException, InterruptedException {
    return hasCompiler()
        && new ProcessBuilder("sh", "-c", "echo 'int main(){}' | gcc -m32 -x c -o /dev/null -")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
  }

  /// How gcc is told of the machine: offsets and times have 64 bits everywhere, and numbers are
  /// computed with as their types have it.
  private List<String> flags() {
    return machine.equals("x86-64")
        ? List.of()
        : List.of("-m32", "-D_FILE_OFFSET_BITS=64", "-D_TIME_BITS=64", "-msse2", "-mfpmath=sse");
  }

  /// How a program is run that is to ignore no signals, as it would of a test that was begun in the
  /// background of a shell; nothing where `env(1)` knows no way.
  private static List<String> undisturbed() throws IOException, InterruptedException {
    List<String> way = List.of("env", "--default-signal");
    List<String> trial = new ArrayList<>(way);
    trial.add("true");
    Process process =
        new ProcessBuilder(trial)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0 ? way : List.of();
  }

  /// Compiles with gcc and runs on Linux.
  ///
  /// @param folder an empty one, in which the program runs
  Outcome onLinux(Path folder) throws IOException, InterruptedException {
    Path binary = folder.resolve("program");
    Path output = folder.resolve("output");
    Path headers = Path.of("src/main/resources/dev/ringfence/include").toAbsolutePath();
    List<String> compilation = new ArrayList<>(List.of("gcc", "-w", "-O0", "-pthread"));
    compilation.addAll(flags());
    compilation.addAll(
        List.of(
            "-idirafter",
            headers.toString(),
            "-o",
            binary.toString(),
            source.toAbsolutePath().toString(),
            "-lm"));
    Outcome built = run(compilation, Path.of("/dev/null"), folder, output);
    if (built.status != 0) {
      throw new IllegalStateException("gcc refuses " + source);
    }
    List<String> command = new ArrayList<>(undisturbed());
    command.add(binary.toString());
    command.addAll(arguments());
    Path input = beside(".in");
    return run(
        command,
        Files.exists(input) ? input : Path.of("/dev/null"),
        Files.createDirectories(folder.resolve("work")),
        output);
  }

  /// Compiles and runs here. What the command says of errors is added to the output of a program
  /// that could not be run.
  ///
  /// @param options of the command besides
  Outcome here(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("exec", "--limit=20", "--machine=" + machine));
    command.addAll(List.of(options));
    command.add(source.toString());
    command.addAll(arguments());
    Path input = beside(".in");
    CommandTest.Outcome outcome =
        CommandTest.execute(
            Files.exists(input) ? Files.readAllBytes(input) : new byte[0],
            command.toArray(String[]::new));
    boolean refused = outcome.status() == 3 && outcome.output().isEmpty();
    return new Outcome(refused ? outcome.errors() : outcome.output(), outcome.status());
  }

  private static Outcome run(List<String> command, Path input, Path folder, Path output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException(command + " does not end on Linux");
    }
    return new Outcome(
        new String(Files.readAllBytes(output), StandardCharsets.UTF_8), process.exitValue());
  }

  private List<String> arguments() throws IOException {
    Path file = beside(".args");
    return Files.exists(file) ? List.of(Files.readString(file).strip().split("\\s+")) : List.of();
  }

  private Path beside(String suffix) {
    return source.resolveSibling(source.getFileName().toString().replaceAll("\\.c$", suffix));
  }

  @Override
  public String toString() {
    return source + " on " + machine;
  }
}

package dev.ringfence.scenario;

import dev.ringfence.c.Compiler;
import dev.ringfence.c.Program;
import dev.ringfence.c.SystemCall;
import dev.ringfence.c.lex.IncludePath;
import dev.ringfence.c.lex.Source;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.program.Programs;
import dev.ringfence.machine.DataModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The ordinary programs that every machine has in `/bin`, such as `cat` and `sh`: C of our own,
/// which is compiled when a process first runs it. `bin/INDEX` names them, and behind a name the
/// file if it is called otherwise.
public final class Utilities {
  private static final String ROOT = "/dev/ringfence/bin/";
  private static final String PATH = "/usr/src/";

  private Utilities() {}

  /// Their names, and the file in which each one's program is.
  public static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    for (String line : text("INDEX").split("\n", -1)) {
      String[] words = line.strip().split(" ", 2);
      if (!words[0].isEmpty()) {
        files.put(words[0], words[words.length - 1] + ".c");
      }
    }
    return files;
  }

  /// The text of a program.
  public static Source source(String file) {
    return new Source(PATH + file, text(file), false);
  }

  /// Compiles a program.
  ///
  /// @param calls the kernel's
  public static Compiler.Result compile(
      String name, String file, List<SystemCall> calls, DataModel model) {
    return new Compiler(calls, model, false).compile(name, source(file), new Parts(), Map.of());
  }

  static void installInto(Kernel kernel, DataModel model) {
    Programs programs = kernel.processes().programs();
    List<SystemCall> calls = kernel.calls();
    files()
        .forEach((name, file) -> programs.install(name, () -> program(name, file, calls, model)));
  }

  private static Program program(
      String name, String file, List<SystemCall> calls, DataModel model) {
    Compiler.Result result = compile(name, file, calls, model);
    if (result.program() == null) {
      throw new IllegalStateException(name + " does not compile: " + result.diagnostics());
    }
    return result.program();
  }

  private static String text(String file) {
    String text = read(file);
    if (text == null) {
      throw new IllegalStateException("no " + ROOT + file);
    }
    return text;
  }

  private static @Nullable String read(String file) {
    try (InputStream in = Utilities.class.getResourceAsStream(ROOT + file)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The parts of a program, which it includes in quotes.
  private static final class Parts implements IncludePath {
    @Override
    public @Nullable Source system(String name) {
      return null;
    }

    @Override
    public @Nullable Source local(Source from, String name) {
      String text = read(name);
      return text == null ? null : new Source(PATH + name, text, false);
    }
  }
}

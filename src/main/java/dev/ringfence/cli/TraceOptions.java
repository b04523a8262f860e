package dev.ringfence.cli;

import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.report.observation.Observer;
import dev.ringfence.report.observation.StraceView;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Stack;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// `--strace`: the system calls in the form of `strace -f`.
final class TraceOptions implements Observer {
  /// Characters that are written to a file together.
  private static final int BUFFER = 1 << 13;

  @Option(
      names = "--strace",
      arity = "0..1",
      preprocessor = Attached.class,
      paramLabel = "FILE",
      description = "Prints the system calls as strace -f does, to standard error or to a file.")
  private @Nullable String file;

  /// Keeps the option from taking the word behind it as its value, which only `=` attaches.
  private static final class Attached implements IParameterPreprocessor {
    @Override
    public boolean preprocess(
        Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> facts) {
      if (" ".equals(facts.get("separator"))) {
        words.push("");
      }
      return false;
    }
  }

  private @Nullable StraceView view;
  private @Nullable PrintStream out;

  @Override
  public @Nullable Consumer<Event> events() {
    String name = file;
    if (name == null) {
      return null;
    }
    try {
      out = name.isEmpty() ? System.err : file(name);
    } catch (IOException e) {
      throw new ParameterException(
          new picocli.CommandLine(new Run()), "cannot write " + name + ": " + e.getMessage());
    }
    view = new StraceView(out, name.isEmpty() ? 0 : BUFFER);
    return view;
  }

  private static PrintStream file(String name) throws IOException {
    return new PrintStream(new FileOutputStream(name), false, StandardCharsets.UTF_8);
  }

  @Override
  public Steps steps() {
    return file != null ? Steps.OF_CALLS : Steps.NONE;
  }

  @Override
  public boolean describesCalls() {
    return file != null;
  }

  @Override
  public void close() {
    if (view != null) {
      view.finish();
    }
    if (out != null && out != System.err) {
      out.close();
      if (out.checkError()) {
        System.err.println("ringfence: could not write all of " + file);
      }
    }
  }
}

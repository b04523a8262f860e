package dev.ringfence.report.output;

import dev.ringfence.report.html.HtmlOutput;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The forms in which a run can be written to a file; the file's ending chooses. A new one is added
/// here.
public enum Form {
  /// The JSON document that `--json` prints.
  JSON(JsonOutput::new, Runs.ONE_OR_A_LOAD),
  /// The expectations as JUnit tells of tests.
  XML(JunitOutput::new, Runs.ANY),
  /// A trace for Perfetto.
  PFTRACE(PerfettoOutput::new, Runs.ONE),
  /// Stacks for flame graphs, of the time on CPUs.
  FOLDED(FoldedOutput::new, Runs.ONE),
  /// The same of all other time.
  OFFCPU_FOLDED(OffCpuOutput::new, Runs.ONE),
  /// Who waits for whom at the end, for Graphviz.
  DOT(DotOutput::new, Runs.ONE),
  /// The system calls as `strace -f` shows them.
  STRACE(StraceOutput::new, Runs.ONE),
  /// A page that shows the run.
  HTML(HtmlOutput::new, Runs.ONE),
  /// All that is needed to run it again.
  RINGFENCE(RecordingOutput::new, Runs.ONE);

  /// Of what one file tells.
  private enum Runs {
    ONE,
    ONE_OR_A_LOAD,
    ANY
  }

  private final Function<OutputStream, Output> maker;
  private final Runs runs;

  Form(Function<OutputStream, Output> maker, Runs runs) {
    this.maker = maker;
    this.runs = runs;
  }

  /// The form that a file's name asks for, or null. Of two endings that fit, such as `.folded` and
  /// `.offcpu.folded`, it is the longer one.
  public static @Nullable Form of(String file) {
    return Arrays.stream(values())
        .filter(form -> file.endsWith(form.ending()))
        .max((one, other) -> one.ending().length() - other.ending().length())
        .orElse(null);
  }

  /// All endings, for messages.
  public static String endings() {
    return Arrays.stream(values()).map(Form::ending).collect(Collectors.joining(", "));
  }

  /// How a file of this form ends.
  public String ending() {
    return "." + name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /// Whether one file tells of several runs, as of all variants of a scenario.
  public boolean takesSeveral() {
    return runs == Runs.ANY;
  }

  /// Whether it can tell of a load.
  public boolean takesLoads() {
    return runs != Runs.ONE;
  }

  /// Whether it can tell of a program without a scenario.
  public boolean takesPrograms() {
    return this != RINGFENCE;
  }

  /// An output of this form.
  ///
  /// @param out where it goes; whoever gave it closes it
  public Output make(OutputStream out) {
    return maker.apply(out);
  }
}

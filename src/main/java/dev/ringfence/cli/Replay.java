package dev.ringfence.cli;

import dev.ringfence.event.Event;
import dev.ringfence.recording.Checkpoint;
import dev.ringfence.recording.DamagedRecording;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.RecordingFile;
import dev.ringfence.replay.Difference;
import dev.ringfence.replay.Rerun;
import dev.ringfence.replay.Stepper;
import dev.ringfence.report.Colours;
import dev.ringfence.report.JsonDocument;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.TextReport;
import dev.ringfence.report.observation.ConsoleView;
import dev.ringfence.report.view.Seen;
import dev.ringfence.report.view.View;
import dev.ringfence.scenario.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `ringfence replay FILE`: runs again what a file holds. Status 0 when all was as recorded, 1 when
/// it was not, 2 when there is no such file, 3 when it is no recording, or one that this version
/// cannot run.
@Command(
    name = "replay",
    description = "Runs a recording again, alone from its file.",
    mixinStandardHelpOptions = true)
public final class Replay implements Callable<Integer> {
  @Parameters(paramLabel = "FILE.ringfence", description = "What run -o has written.")
  private Path file = Path.of("");

  @Option(names = "--step", description = "Walks through it, event by event; help tells how.")
  private boolean steps;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = ViewOptions.Time.class,
      description = "Runs until this virtual time, such as 2ms, and shows the machine (--view).")
  private @Nullable Long until;

  @Option(
      names = "--view",
      paramLabel = "NAME",
      split = ",",
      converter = MachineView.class,
      description = "What to show of the machine, at the end or at the time (default then: ps).")
  private List<View> views = new ArrayList<>();

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  @Option(names = "-q", description = "Prints no output of processes.")
  private boolean quiet;

  @Mixin private DiagnosticOptions told = new DiagnosticOptions();
  @Mixin private ColourOptions colouring = new ColourOptions();

  /// A view of the machine at a moment.
  static final class MachineView implements ITypeConverter<View> {
    @Override
    public View convert(String name) {
      View view = View.of(name);
      if (view == null) {
        throw new TypeConversionException("there is no view '" + name + "' but " + View.names());
      }
      return view;
    }
  }

  /// The JSON document.
  private record Document(Verdict replay, Outcome run) {}

  /// What came of the comparison.
  ///
  /// @param until up to where it was held against the recording and the same
  /// @param whole whether the run was seen to its end
  private record Verdict(
      String recording,
      boolean same,
      boolean whole,
      Checkpoint until,
      @Nullable Difference difference,
      List<String> warnings) {}

  @Override
  public Integer call() {
    if (steps && (json || until != null || !views.isEmpty())) {
      System.err.println("error: --step goes with no --json, --until or --view: it has commands");
      return 2;
    }
    Recording recording;
    try {
      recording = RecordingFile.read(file);
    } catch (DamagedRecording e) {
      System.err.println("error: cannot replay " + file + ": " + e.getMessage());
      return 3;
    } catch (IOException e) {
      System.err.println("error: cannot read " + file + ": " + reason(e));
      return 2;
    }
    if (!recording.choices().isEmpty()) {
      System.err.println(
          "error: cannot replay " + file + ": it has choices of a scheduler that is not here");
      return 3;
    }
    Rerun rerun = new Rerun(recording);
    List<String> warnings = rerun.warnings();
    warnings.forEach(warning -> System.err.println("warning: " + file + ": " + warning));
    Workload workload = rerun.workload();
    if (workload == null) {
      told.tell(rerun.diagnostics());
      System.err.println("error: " + file + ": this Ringfence cannot run the recorded scenario");
      return 3;
    }
    try {
      return steps ? step(rerun, workload) : run(rerun, warnings);
    } catch (IllegalArgumentException e) {
      System.err.println("error: " + file + ": " + e.getMessage());
      return 3;
    }
  }

  private String reason(IOException e) {
    return Files.isDirectory(file)
        ? "is a directory"
        : Files.exists(file) ? String.valueOf(e.getMessage()) : "no such file";
  }

  private int step(Rerun rerun, Workload workload) {
    boolean terminal = System.console() != null && System.console().isTerminal();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    Stepper stepper = new Stepper(in, System.out, terminal, workload.profile());
    return verdict(rerun.walk(stepper));
  }

  private int run(Rerun rerun, List<String> warnings) {
    Colours colours = colouring.colours();
    boolean shows = !json && !quiet && until == null;
    ConsoleView console = shows ? new ConsoleView(System.out, colours) : null;
    Consumer<Event> shown = console == null ? _ -> {} : console;
    List<View> wanted = until != null && views.isEmpty() ? List.of(View.PS) : views;
    Long end = until;
    Rerun.Result result =
        end == null ? rerun.run(wanted, shown) : rerun.runUntil(end, wanted, shown);
    if (console != null) {
      console.finish();
    }
    if (json) {
      Verdict verdict =
          new Verdict(
              file.toString(),
              result.difference() == null,
              result.whole(),
              result.same(),
              result.difference(),
              warnings);
      new JsonDocument(new Document(verdict, result.outcome())).print(System.out);
      return result.difference() == null ? 0 : 1;
    }
    if (end == null) {
      System.out.print(TextReport.of(result.outcome(), "./ringfence replay " + file, colours));
    } else {
      result.outcome().views().stream().map(Seen::titled).forEach(System.out::print);
    }
    return verdict(result);
  }

  /// Tells whether it was what was recorded.
  private int verdict(Rerun.Result result) {
    Difference difference = result.difference();
    if (difference == null) {
      String events = "%,d events".formatted(result.same().events());
      System.out.println(
          result.whole()
              ? "replay: the same as recorded, all " + events
              : "replay: the same as recorded as far as it went, by the first " + events);
    } else {
      System.out.println("replay: NOT the same as recorded: " + difference.text());
      if (!steps) {
        System.out.printf(
            "replay: to walk there: ./ringfence replay --step %s, then event %d%n",
            file, difference.same().events() + 1);
      }
    }
    System.out.flush();
    return difference == null ? 0 : 1;
  }
}

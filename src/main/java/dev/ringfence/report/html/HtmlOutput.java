package dev.ringfence.report.html;

import dev.ringfence.analysis.contention.Contention;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.machine.Profile;
import dev.ringfence.report.output.Ended;
import dev.ringfence.report.output.Output;
import dev.ringfence.report.output.WaitGraph;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Simulation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as one HTML page that needs nothing else: the verdict, a timeline, who waits for whom,
/// contention, memory, the critical path, and the sources. What the timeline shows is written while
/// the run goes on, all else when it has ended.
public final class HtmlOutput implements Output {
  /// What is known when the run is about to boot.
  private record Known(Scenario scenario, Profile profile) {}

  private final Page page;
  private final Numbers trace;
  private final Trace.Room room;
  private final WaitGraph graph = new WaitGraph();
  private final List<Event> early = new ArrayList<>();
  private volatile @Nullable Known known;
  private @Nullable TaskTracks tracks;
  private @Nullable Contention contention;
  private List<String> notes = List.of();

  public HtmlOutput(OutputStream out) {
    this(out, Trace.Room.USUAL);
  }

  HtmlOutput(OutputStream out, Trace.Room room) {
    page = new Page(out);
    trace = new Numbers(page, "trace");
    this.room = room;
  }

  @Override
  public Steps steps() {
    return Steps.OF_OBJECTS;
  }

  @Override
  public boolean describesCalls() {
    return true;
  }

  @Override
  public void prepare(Simulation simulation) {
    graph.prepare(simulation);
    simulation.kernel().probes().watchFrames();
    known = new Known(simulation.workload().scenario(), simulation.workload().profile());
  }

  @Override
  public void accept(Event event) {
    TaskTracks following = tracks;
    if (following == null) {
      Known now = known;
      if (now == null) {
        early.add(event);
        return;
      }
      following = begin(now);
    }
    accept(following, event);
  }

  private void accept(TaskTracks following, Event event) {
    graph.accept(event);
    following.accept(event);
    if (contention != null) {
      contention.accept(event);
    }
  }

  private TaskTracks begin(Known now) {
    try {
      page.begin(now.scenario.title().isEmpty() ? "" + now.scenario.file() : now.scenario.title());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TaskTracks following = new TaskTracks(now.profile, graph.names(), new Trace(trace, room));
    tracks = following;
    contention = new Contention(now.profile, now.scenario.machine().cpus(), true);
    early.forEach(event -> accept(following, event));
    early.clear();
    return following;
  }

  @Override
  public void ended(Ended run) throws IOException {
    Simulation simulation = run.simulation();
    Known now = known;
    if (simulation == null || now == null) {
      throw new IllegalStateException("a page tells of one run");
    }
    TaskTracks following = tracks == null ? begin(now) : tracks;
    following.finish(run.outcome().virtualNanos());
    trace.flush();
    Ending ending = new Ending(page, run, simulation, following, graph);
    if (contention != null) {
      ending.path(contention);
    }
    ending.write();
    notes = ending.notes();
    page.end(run.report());
  }

  @Override
  public List<String> notes() {
    return notes;
  }
}

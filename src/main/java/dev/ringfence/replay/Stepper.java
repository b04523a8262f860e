package dev.ringfence.replay;

import dev.ringfence.core.Nanos;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.machine.Profile;
import dev.ringfence.report.view.Seen;
import dev.ringfence.report.view.View;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Walks somebody through a run, event by event, as they say. The run stands still inside the event
/// meanwhile.
public final class Stepper implements Consumer<Event> {
  /// How many of the events are shown that come before the machine is booted.
  private static final int MOST_EARLY = 20;

  private final BufferedReader in;
  private final PrintStream out;
  private final boolean terminal;
  private final Profile profile;
  private final EventText text;
  private final List<Event> early = new ArrayList<>();
  private Predicate<Event> stop = _ -> true;
  private boolean silent;
  private boolean left;
  private @Nullable Kernel kernel;

  /// Asked for, and not shown yet, and when in cycles that was.
  private List<View> pending = List.of();

  private long asked;

  /// @param terminal whether somebody sits there who needs a prompt
  public Stepper(BufferedReader in, PrintStream out, boolean terminal, Profile profile) {
    this.in = in;
    this.out = out;
    this.terminal = terminal;
    this.profile = profile;
    this.text = new EventText(profile);
  }

  /// Has the kernel, which has not been booted, tell of everything.
  public void prepare(Kernel walked) {
    kernel = walked;
    walked.events().tell(Events.Steps.OF_CPUS);
    walked.probes().describeCalls();
    for (int i = 0; i < Math.min(MOST_EARLY, early.size()); i++) {
      out.println(text.line(i + 1, early.get(i), walked));
    }
    if (early.size() > MOST_EARLY) {
      out.printf("         ... and %,d more like them%n", early.size() - MOST_EARLY);
    }
    early.clear();
    if (terminal) {
      out.println("Enter goes to the next event; help lists the other commands.");
    }
  }

  @Override
  public void accept(Event event) {
    Kernel walked = kernel;
    text.meet(event);
    if (walked == null) {
      early.add(event);
      return;
    }
    if (left || event instanceof Event.Derived) {
      return;
    }
    boolean stops = stop.test(event);
    if (stops || !silent) {
      out.println(text.line(walked.events().count(), event, walked));
    }
    if (stops) {
      ask(walked);
    }
  }

  private void ask(Kernel walked) {
    while (true) {
      if (terminal) {
        out.print("> ");
        out.flush();
      }
      String line = read();
      if (line == null || follow(StepCommand.of(line), walked)) {
        out.flush();
        return;
      }
    }
  }

  /// The next line; null at the end, which also ends the walk.
  private @Nullable String read() {
    String line;
    try {
      line = in.readLine();
    } catch (IOException _) {
      line = null;
    }
    if (line == null) {
      leave();
    }
    return line;
  }

  private void leave() {
    left = true;
    if (kernel != null) {
      Rerun.leave(kernel);
    }
  }

  /// Does what a command says.
  ///
  /// @return whether the run goes on
  private boolean follow(StepCommand command, Kernel walked) {
    silent = true;
    switch (command) {
      case StepCommand.Next(long count) -> {
        long until = walked.events().count() + Math.max(1, count);
        silent = false;
        stop = _ -> walked.events().count() >= until;
      }
      case StepCommand.ToCall() -> stop = Event.CallEntered.class::isInstance;
      case StepCommand.ToSwitch() -> stop = Event.Dispatched.class::isInstance;
      case StepCommand.ToTime(long nanos) -> stop = event -> event.time() >= profile.cycles(nanos);
      case StepCommand.ToEvent(long number) -> {
        if (number <= walked.events().count()) {
          out.println("that one is past; a walk only goes forward");
          return false;
        }
        stop = _ -> walked.events().count() >= number;
      }
      case StepCommand.Show(List<View> views) -> show(views, walked);
      case StepCommand.Go() -> stop = _ -> false;
      case StepCommand.Quit() -> leave();
      case StepCommand.Help() -> {
        out.print(StepCommand.HELP);
        return false;
      }
      case StepCommand.Wrong(String message) -> {
        out.println(message);
        return false;
      }
    }
    return true;
  }

  /// Shows the machine when it is next at rest, with the events that come before.
  private void show(List<View> views, Kernel walked) {
    asked = walked.now();
    pending = views;
    silent = false;
    stop = _ -> false;
    walked
        .probes()
        .observe(
            asked,
            () -> {
              showPending(walked);
              ask(walked);
            });
  }

  private void showPending(Kernel walked) {
    long from = profile.nanos(asked);
    long at = profile.nanos(walked.now());
    for (View view : pending) {
      out.print(new Seen(view.label(), from, at, view.text(walked, profile)).titled());
    }
    pending = List.of();
  }

  /// The run is over, or was left.
  public void finish(Kernel walked) {
    if (!left) {
      showPending(walked);
      out.println(
          "the end, after %,d events and %s"
              .formatted(walked.events().count(), Nanos.text(profile.nanos(walked.now()))));
    }
    out.flush();
  }
}

package dev.ringfence.report.observation;

import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome;
import dev.ringfence.scenario.Simulation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One who looks at a run from before its boot until after its end, and changes nothing of it.
public interface Observer {
  /// One who only asks a kernel that is about to boot for something.
  static Observer asking(Consumer<Kernel> question) {
    return new Observer() {
      @Override
      public void prepare(Simulation simulation) {
        question.accept(simulation.kernel());
      }
    };
  }

  /// One who only is told of events.
  static Observer of(Consumer<Event> consumer) {
    return new Observer() {
      @Override
      public Consumer<Event> events() {
        return consumer;
      }
    };
  }

  /// Which of the frequent events it needs.
  default Steps steps() {
    return Steps.NONE;
  }

  /// Whether it needs what `strace(1)` would say of calls.
  default boolean describesCalls() {
    return false;
  }

  /// Who is to be told of all events, in order, or null if nobody is.
  default @Nullable Consumer<Event> events() {
    return null;
  }

  /// The run is about to boot: time to ask the kernel for what it does not tell by itself. This may
  /// be on another thread than that of the events, of which there may have been some.
  default void prepare(Simulation simulation) {}

  /// The run goes on no longer, whether it has come to its end or failed.
  default void close() {}

  /// The run has come to its end.
  ///
  /// @param outcome what is known so far
  /// @return the same with what was seen
  default Outcome finish(Simulation simulation, History history, Outcome outcome) {
    return outcome;
  }
}

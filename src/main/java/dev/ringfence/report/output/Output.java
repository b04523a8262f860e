package dev.ringfence.report.output;

import dev.ringfence.event.Event;
import dev.ringfence.report.observation.Observer;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// A run in one form, on its way into a file. It is told that a run is prepared, then all events in
/// order, then that the run has ended; where its [Form] allows it, the same again for more runs;
/// and at last that there are no more.
public interface Output extends Observer, Consumer<Event> {
  @Override
  default Consumer<Event> events() {
    return this;
  }

  @Override
  default void accept(Event event) {}

  /// The run has ended.
  void ended(Ended run) throws IOException;

  /// What a reader of the file should know, as lines for standard error.
  default List<String> notes() {
    return List.of();
  }

  /// No run follows.
  default void finish() throws IOException {}
}

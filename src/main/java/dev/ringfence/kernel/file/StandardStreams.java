package dev.ringfence.kernel.file;

import dev.ringfence.core.Errno;
import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The machine's console, with which processes of the scenario begin as their descriptors 0 to 2
/// (`stdin(3)`).
public final class StandardStreams {
  private final Scheduler scheduler;
  private final Consumer<Event> events;
  private final Counters counters;
  private final List<Reference> streams;
  private Input input = _ -> 0;
  private Console.Control terminal = (_, _, _) -> Errno.ENOTTY.result();

  public StandardStreams(Scheduler scheduler, Consumer<Event> events, Counters counters) {
    this.scheduler = scheduler;
    this.events = events;
    this.counters = counters;
    this.streams = IntStream.range(0, 3).mapToObj(s -> new Reference(console(s))).toList();
  }

  /// The descriptors that a process begins with.
  public Descriptors descriptors() {
    Descriptors descriptors = new Descriptors();
    streams.forEach(descriptors::open);
    return descriptors;
  }

  private Console console(int stream) {
    return new Console(
        stream,
        scheduler,
        events,
        bytes -> input.read(bytes),
        counters,
        (task, request, argument) -> terminal.control(task, request, argument));
  }

  /// The console as `/dev/tty` opens it.
  public Console console() {
    return console(1);
  }

  /// What the console is as a terminal.
  public void terminal(Console.Control console) {
    terminal = console;
  }

  /// Where processes read what is typed.
  public void input(Input source) {
    input = source;
  }
}

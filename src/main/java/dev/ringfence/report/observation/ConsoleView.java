package dev.ringfence.report.observation;

import dev.ringfence.event.Event;
import dev.ringfence.report.Colours;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome;
import dev.ringfence.scenario.Simulation;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Shows what processes write, line by line, each with the process's name and pid in front, and
/// what the kernel has to say of them.
public final class ConsoleView implements Observer, Consumer<Event> {
  private static final int KIB_PER_PAGE = 4;

  private final PrintStream out;
  private final Colours colours;
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<Integer, StringBuilder> lines = new HashMap<>();

  public ConsoleView(PrintStream out, Colours colours) {
    this.out = out;
    this.colours = colours;
  }

  @Override
  public Consumer<Event> events() {
    return this;
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.ProcessCreated created) {
      String index = created.count() > 1 ? "[" + created.index() + "]" : "";
      names.put(created.pid(), created.name() + index + " (" + created.pid() + ")");
    } else if (event instanceof Event.ConsoleWritten written) {
      StringBuilder line = lines.computeIfAbsent(written.pid(), _ -> new StringBuilder());
      for (int i = 0; i < written.text().length(); i++) {
        char c = written.text().charAt(i);
        if (c == '\n') {
          print(written.pid(), line);
        } else {
          line.append(c);
        }
      }
    } else if (event instanceof Event.OutOfMemory killed) {
      println("kernel", outOfMemory(killed));
    } else if (event instanceof Event.ProcessExited exited) {
      StringBuilder line = lines.remove(exited.pid());
      if (line != null && !line.isEmpty()) {
        print(exited.pid(), line);
      }
    }
  }

  @Override
  public Outcome finish(Simulation simulation, History history, Outcome outcome) {
    finish();
    return outcome;
  }

  /// Shows lines that have no end yet.
  public void finish() {
    lines.forEach(
        (pid, line) -> {
          if (!line.isEmpty()) {
            print(pid, line);
          }
        });
  }

  private void print(int pid, StringBuilder line) {
    byte[] bytes = line.toString().getBytes(StandardCharsets.ISO_8859_1);
    String text = new String(bytes, StandardCharsets.UTF_8);
    println(names.getOrDefault(pid, "pid " + pid), text);
    line.setLength(0);
  }

  private void println(String who, String text) {
    out.println(colours.label("%-18s |".formatted(who)) + " " + text);
  }

  /// The line that `dmesg(1)` would show.
  private String outOfMemory(Event.OutOfMemory killed) {
    String name = names.getOrDefault(killed.pid(), "").replaceFirst(" \\(\\d+\\)$", "");
    return ("Out of memory: Killed process %d (%s) total-vm:%dkB, anon-rss:%dkB, file-rss:%dkB,"
            + " shmem-rss:%dkB, swap:%dkB, pgtables:%dkB")
        .formatted(
            killed.pid(),
            name,
            KIB_PER_PAGE * killed.mapped(),
            KIB_PER_PAGE * killed.anonymous(),
            KIB_PER_PAGE * killed.file(),
            KIB_PER_PAGE * killed.shared(),
            KIB_PER_PAGE * killed.swapped(),
            KIB_PER_PAGE * killed.tables());
  }
}

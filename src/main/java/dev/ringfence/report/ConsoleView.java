package dev.ringfence.report;

import dev.ringfence.event.Event;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Shows what processes write, line by line, each with the process's name and pid in front.
public final class ConsoleView implements Consumer<Event> {
  private final PrintStream out;
  private final Colours colours;
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<Integer, StringBuilder> lines = new HashMap<>();

  public ConsoleView(PrintStream out, Colours colours) {
    this.out = out;
    this.colours = colours;
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
    } else if (event instanceof Event.ProcessExited exited) {
      StringBuilder line = lines.remove(exited.pid());
      if (line != null && !line.isEmpty()) {
        print(exited.pid(), line);
      }
    }
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
    String name = "%-18s |".formatted(names.getOrDefault(pid, "pid " + pid));
    out.println(colours.label(name) + " " + text);
    line.setLength(0);
  }
}

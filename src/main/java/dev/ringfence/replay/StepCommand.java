package dev.ringfence.replay;

import dev.ringfence.core.Spelling;
import dev.ringfence.report.view.View;
import dev.ringfence.scenario.Times;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody says who walks through a run.
sealed interface StepCommand {
  /// What the words mean.
  String HELP =
      """
      Enter, next [N]    the next event, or the next N
      call               on to the next system call
      switch             on to when a CPU next turns to another task
      until TIME         on to the first event at or after a virtual time, such as until 2ms
      event N            on to the event with this number
      view NAME[,NAME]   show the machine: %s;
                         at the next moment when it is at rest
      go                 on to the end
      quit               leave
      """
          .formatted(View.names().replaceAll("(.{40}\\S*) ", "$1\n                   "));

  /// On by so many events.
  record Next(long count) implements StepCommand {}

  record ToCall() implements StepCommand {}

  record ToSwitch() implements StepCommand {}

  /// On to a virtual time.
  record ToTime(long nanos) implements StepCommand {}

  /// On to the event with a number.
  record ToEvent(long number) implements StepCommand {}

  record Show(List<View> views) implements StepCommand {}

  record Go() implements StepCommand {}

  record Quit() implements StepCommand {}

  record Help() implements StepCommand {}

  /// Something that is none of these.
  record Wrong(String message) implements StepCommand {}

  /// What a line says. Each word may be shortened to its first letter.
  static StepCommand of(String line) {
    String[] words = line.strip().split("\\s+", 2);
    String argument = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "", "n", "next" -> {
        Long count = argument.isEmpty() ? Long.valueOf(1) : number(argument);
        yield count == null ? new Wrong("expected a number: " + argument) : new Next(count);
      }
      case "c", "call" -> new ToCall();
      case "s", "switch" -> new ToSwitch();
      case "u", "until" -> {
        Long nanos = Times.nanos(argument);
        yield nanos == null || nanos < 0
            ? new Wrong("expected a time with its unit, such as until 2ms")
            : new ToTime(nanos);
      }
      case "e", "event" -> {
        Long number = number(argument);
        yield number == null ? new Wrong("expected the number of an event") : new ToEvent(number);
      }
      case "v", "view" -> show(argument);
      case "g", "go" -> new Go();
      case "q", "quit" -> new Quit();
      case "h", "help", "?" -> new Help();
      default -> new Wrong("no command '" + words[0] + "'" + near(words[0]) + "; help lists them");
    };
  }

  private static StepCommand show(String names) {
    List<View> views = new ArrayList<>();
    for (String name : names.split("[,\\s]+")) {
      View view = View.of(name);
      if (view == null) {
        return new Wrong("there is no view '" + name + "' but " + View.names());
      }
      views.add(view);
    }
    return new Show(views);
  }

  private static String near(String word) {
    List<String> all = List.of("next", "call", "switch", "until", "event", "view", "go", "quit");
    String near = Spelling.nearest(word, all);
    return near == null ? "" : ", did you mean '" + near + "'?";
  }

  private static @Nullable Long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
  }
}

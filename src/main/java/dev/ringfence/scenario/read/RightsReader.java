package dev.ringfence.scenario.read;

import dev.ringfence.kernel.process.Rights;
import dev.ringfence.machine.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a process may do beyond what all may: its ring, its ports and its call gates.
final class RightsReader {
  private static final Pattern PORTS =
      Pattern.compile(
          "(0x[0-9a-fA-F]{1,4}|[0-9]{1,5})(?:\\s*-\\s*(0x[0-9a-fA-F]{1,4}|[0-9]{1,5}))?");
  private static final int OUTERMOST = 3;
  private static final int MOST_GATES = 16;

  private RightsReader() {}

  static Rights read(Keys keys) {
    int ring = (int) keys.integer("ring", 0, OUTERMOST, OUTERMOST);
    int iopl = (int) keys.integer("iopl", 0, OUTERMOST, 0);
    Ports ports = ports(keys);
    List<Rights.Gate> gates = gates(keys.object("gates"));
    boolean usual = ring == OUTERMOST && iopl == 0 && ports == Ports.NONE && gates.isEmpty();
    return usual ? Rights.NONE : new Rights(ring, iopl, ports, gates);
  }

  private static Ports ports(Keys keys) {
    Ports ports = Ports.NONE;
    for (Keys.Item item : keys.items("ports")) {
      Matcher range = PORTS.matcher(item.text().strip());
      int first = range.matches() ? Integer.decode(range.group(1)) : -1;
      int last = first < 0 || range.group(2) == null ? first : Integer.decode(range.group(2));
      if (first < 0 || last < first || last >= Ports.COUNT) {
        item.wrong("expected a port or a range of ports up to 0xffff, such as \"0x3f8-0x3ff\"");
      } else {
        ports = ports.with(first, last - first + 1, true);
      }
    }
    return ports;
  }

  private static List<Rights.Gate> gates(Keys keys) {
    List<Rights.Gate> gates = new ArrayList<>();
    for (String name : keys.names()) {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        keys.wrong(name, "a gate needs a name of letters, digits and underscores");
      }
      Keys one = keys.object(name);
      int dpl = (int) one.integer("dpl", 0, OUTERMOST, OUTERMOST);
      int ring = (int) one.integer("ring", 0, OUTERMOST, 0);
      String function = one.string("function", "");
      if (!function.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        one.wrong("function", "expected the name of a function of the program");
      }
      one.finish();
      gates.add(new Rights.Gate(name, dpl, ring, function));
    }
    if (gates.size() > MOST_GATES) {
      keys.wrong(gates.getLast().name(), "more than " + MOST_GATES + " gates");
    }
    return gates;
  }
}

package dev.ringfence.report;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.fs.Peripheral;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a device of the scenario's has put out.
///
/// @param bytes how many
/// @param text these, or their beginning
public record Printed(String name, String path, long bytes, String text) {
  /// All of them, or null if the scenario has none.
  static @Nullable List<Printed> of(Kernel kernel) {
    List<Peripheral> devices = kernel.parts().files().peripherals();
    return devices.isEmpty() ? null : devices.stream().map(Printed::of).toList();
  }

  private static Printed of(Peripheral device) {
    Peripheral.Spec spec = device.spec();
    return new Printed(spec.name(), spec.path(), device.written(), device.output());
  }

  /// For people: each line behind the path of its device.
  String lines() {
    StringBuilder out = new StringBuilder();
    out.append("%n%s %s put out %,d bytes%n".formatted(name, path, bytes));
    text.lines().forEach(line -> out.append("  | ").append(line).append('\n'));
    return out.toString().replace("\r", "");
  }
}

package dev.ringfence.kernel.ring;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.process.Process;
import java.util.function.Consumer;

/// The one device with I/O ports that the machine has: a serial port (16550) at `0x3f8`, of which
/// the console shows what is sent. Other ports read as a bus without devices does.
final class SerialPort {
  private static final int DATA = 0x3F8;
  private static final int LINE_STATUS = DATA + 5;
  private static final int FLOATING = 0xFF;

  /// Nothing is left to be sent.
  private static final int EMPTY = 0x60;

  private final Consumer<Event> events;

  SerialPort(Consumer<Event> events) {
    this.events = events;
  }

  int read(int port) {
    return switch (port) {
      case DATA -> 0;
      case LINE_STATUS -> EMPTY;
      default -> FLOATING;
    };
  }

  void write(int port, int value, Process process, long now) {
    if (port == DATA) {
      String text = String.valueOf((char) (value & 0xFF));
      events.accept(new Event.ConsoleWritten(now, process.pid(), 1, text));
    }
  }
}

package dev.ringfence.trace;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calls that traces make, by name.
final class Requests {
  /// Makes what a call of a trace does of its arguments.
  interface Maker {
    Request make(Arguments arguments);
  }

  private final Map<String, Maker> makers = new HashMap<>();

  Requests() {
    FileRequests.addTo(this);
    MessageRequests.addTo(this);
    SemaphoreRequests.addTo(this);
    MemoryRequests.addTo(this);
    ProcessRequests.addTo(this);
    QueueRequests.addTo(this);
    SocketRequests.addTo(this);
  }

  void add(String name, Maker maker) {
    makers.put(name, maker);
  }

  /// A call whose arguments are all numbers.
  void simple(String... names) {
    for (String name : names) {
      add(name, a -> new Request(name, a.numbers(0)));
    }
  }

  @Nullable Maker get(String name) {
    return makers.get(name);
  }
}

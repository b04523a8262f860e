package dev.ringfence.trace.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.trace.Stage;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// What always holds of channels: what went in went out, is there, or was dropped.
public final class Invariants {
  /// Descriptors from here on are not looked at.
  private static final int MOST = 64;

  private final Stage stage;
  private final Set<Channel> channels = Collections.newSetFromMap(new IdentityHashMap<>());
  private long checks;

  public Invariants(Stage stage) {
    this.stage = stage;
  }

  long checks() {
    return checks;
  }

  /// How much went through all channels.
  public long received() {
    return channels.stream().mapToLong(Channel::received).sum();
  }

  /// How much was dropped.
  public long discarded() {
    return channels.stream().mapToLong(Channel::discarded).sum();
  }

  /// Finds the channels that there are, and counts.
  public void check() {
    for (Process process : stage.kernel().processes().all()) {
      Descriptors descriptors = process.descriptors();
      for (int fd = 0; fd < MOST; fd++) {
        OpenFile file = descriptors.get(fd);
        Channel channel = file == null ? null : file.channel();
        if (channel != null) {
          channels.add(channel);
        }
      }
    }
    stage.kernel().parts().sysv().forEachChannel(channels::add);
    channels.forEach(this::check);
  }

  private void check(Channel channel) {
    checks++;
    long out = channel.received() + channel.queued() + channel.discarded();
    assertEquals(channel.sent(), out, () -> "sent = received + queued + discarded of " + channel);
  }

  /// All processes have ended that had channels.
  void finish() {
    for (Channel channel : channels) {
      check(channel);
      assertEquals(0, channel.queued(), () -> "something is left in " + channel);
    }
  }
}

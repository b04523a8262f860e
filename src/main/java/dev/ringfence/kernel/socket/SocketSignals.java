package dev.ringfence.kernel.socket;

import dev.ringfence.core.Signal;
import dev.ringfence.kernel.file.AsyncFiles;
import dev.ringfence.kernel.file.Band;
import dev.ringfence.kernel.file.SignalOwner;
import dev.ringfence.kernel.process.Processes;
import org.jspecify.annotations.Nullable;

/// What a socket tells by signals (`O_ASYNC` of `fcntl(2)`; `SIGURG`). That there is room again it
/// tells those alone who have found none.
public final class SocketSignals {
  final AsyncFiles files = new AsyncFiles();
  private boolean lacksRoom;

  /// Something has happened.
  public void tell(Band band) {
    files.tell(band);
  }

  /// As [#tell], for what comes to a socket.
  ///
  /// @param awaited whether somebody waits for it in a call, and so need not be told
  public void tell(Band band, boolean awaited) {
    if (!awaited) {
      files.tell(band);
    }
  }

  /// Somebody has found no room to send.
  public void lackRoom() {
    lacksRoom = !files.isEmpty();
  }

  /// There is room to send.
  public void haveRoom() {
    if (lacksRoom) {
      lacksRoom = false;
      files.tell(Band.OUT);
    }
  }

  /// Urgent data has come.
  void urge(Processes processes, @Nullable SignalOwner owner) {
    if (owner != null) {
      owner.send(processes, Signal.SIGURG);
      files.tellUrgent();
    }
  }
}

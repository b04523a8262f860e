package dev.ringfence.recording;

import java.io.IOException;

/// A file that is no recording, or not a whole one.
public final class DamagedRecording extends IOException {
  private static final long serialVersionUID = 1;

  DamagedRecording(String message) {
    super(message);
  }
}

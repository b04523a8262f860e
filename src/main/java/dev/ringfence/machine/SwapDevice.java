package dev.ringfence.machine;

import java.io.Closeable;
import java.io.IOException;

/// Where pages are put that memory has no room for: slots of the size of a page, numbered from 0.
/// How long it takes is not its affair.
public interface SwapDevice extends Closeable {
  /// Makes a device with so many slots.
  interface Maker {
    /// @throws IOException when it cannot be made
    SwapDevice make(int slots) throws IOException;
  }

  /// Puts a page into a slot.
  ///
  /// @throws IOException when the page could not be written
  void write(int slot, byte[] page) throws IOException;

  /// Fetches what was put into a slot.
  ///
  /// @throws IOException when it could not be read
  void read(int slot, byte[] page) throws IOException;

  /// What is in the slot is not needed any more.
  void discard(int slot);

  @Override
  void close();
}

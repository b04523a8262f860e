package dev.ringfence.scenario;

import dev.ringfence.machine.SwapDevice;
import java.io.EOFException;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A swap device in a sparse file, which is gone when the run is over, however it ends.
public final class SwapFile implements SwapDevice {
  private static final Cleaner CLEANER = Cleaner.create();

  private final FileChannel channel;

  private SwapFile(FileChannel channel) {
    this.channel = channel;
    CLEANER.register(this, () -> close(channel));
  }

  /// Makes the file.
  ///
  /// @throws IOException when that is not possible, with the folder in its message
  public static SwapFile in(Path folder) throws IOException {
    Path file;
    try {
      file = Files.createTempFile(folder, "ringfence-", ".swap");
    } catch (IOException e) {
      throw new IOException("no file can be made in " + folder + ": " + reason(e), e);
    }
    return new SwapFile(
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "no such folder"
        : e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
  }

  @Override
  public void write(int slot, byte[] page) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(page);
    long at = (long) slot * page.length;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  @Override
  public void read(int slot, byte[] page) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(page);
    long at = (long) slot * page.length;
    while (bytes.hasRemaining()) {
      int count = channel.read(bytes, at);
      if (count < 0) {
        throw new EOFException("the file ends at " + at);
      }
      at += count;
    }
  }

  @Override
  public void discard(int slot) {}

  @Override
  public void close() {
    close(channel);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // It has no name any more, so that nothing is left of it in any case.
    }
  }
}

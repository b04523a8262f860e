package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A file whose text is made when it is read, as those of `/proc` are (`proc(5)`): its size is 0.
public final class TextFile extends Inode {
  /// What such a file says, and what becomes of what is written to it.
  public interface Content {
    /// What it says at this moment, or null when what it is about has ended.
    @Nullable String text();

    /// Takes what is written to it: 0, or what `write(2)` then returns.
    default long write(String written) {
      return 0;
    }

    /// Why the caller may not open it, whatever its permissions say; or null.
    ///
    /// @param writes whether to write to it
    default @Nullable Errno refusal(boolean writes) {
      return null;
    }
  }

  private final Content content;

  public TextFile(long number, int permissions, Credentials maker, Content content, long now) {
    super(number, S_IFREG, permissions, maker, now);
    this.content = content;
  }

  /// What it says at this moment, or null when what it is about has ended.
  byte @Nullable [] text() {
    String text = content.text();
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /// Takes what is written to it: 0, or what `write(2)` then returns.
  long write(String written) {
    return content.write(written);
  }

  /// Why the caller may not open it, whatever its permissions say; or null.
  public @Nullable Errno refusal(boolean writes) {
    return content.refusal(writes);
  }

  @Override
  public long size() {
    return 0;
  }
}

package dev.ringfence.kernel.fs;

import dev.ringfence.kernel.access.Credentials;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// A file whose text is made when it is read, as those of `/proc` are (`proc(5)`): its size is 0.
public final class TextFile extends Inode {
  private final Supplier<String> text;
  private final @Nullable ToLongFunction<String> writer;

  public TextFile(long number, Credentials maker, Supplier<String> text, long now) {
    this(number, maker, text, null, now);
  }

  /// @param writer takes what is written to it: 0, or what `write(2)` then returns; or null if
  ///     nobody may write
  public TextFile(
      long number,
      Credentials maker,
      Supplier<String> text,
      @Nullable ToLongFunction<String> writer,
      long now) {
    super(number, S_IFREG, writer == null ? 0444 : 0644, maker, now);
    this.text = text;
    this.writer = writer;
  }

  /// What it says at this moment.
  String text() {
    return text.get();
  }

  /// Takes what is written to it: 0, or what `write(2)` then returns.
  long write(String written) {
    return writer == null ? 0 : writer.applyAsLong(written);
  }

  @Override
  public long size() {
    return 0;
  }
}

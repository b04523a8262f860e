package dev.ringfence.kernel.file;

import java.util.function.Supplier;

/// A file whose text is made when it is read, as those of `/proc` are (`proc(5)`): its size is 0.
final class TextFile extends Inode {
  private final Supplier<String> text;

  TextFile(long number, int owner, Supplier<String> text, long now) {
    super(number, S_IFREG, 0444, owner, now);
    this.text = text;
  }

  /// What it says at this moment.
  String text() {
    return text.get();
  }

  @Override
  long size() {
    return 0;
  }
}

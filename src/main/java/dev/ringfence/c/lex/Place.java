package dev.ringfence.c.lex;

/// A stretch of a source.
public record Place(Source source, int offset, int length) {
  public int line() {
    return source.line(offset);
  }

  public int column() {
    return source.column(offset);
  }

  @Override
  public String toString() {
    return source.name() + ":" + line() + ":" + column();
  }
}

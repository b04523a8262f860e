package dev.ringfence.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;

/// A record as a JSON document. It is written piece by piece, since with very many processes it
/// would not fit the memory as one text.
public record JsonDocument(Object content) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  /// Writes it and the end of its last line.
  public void write(Appendable out) throws IOException {
    GSON.toJson(content, out);
    out.append('\n');
  }

  /// Prints it in the stream's character set.
  public void print(PrintStream stream) {
    try {
      Writer out = new OutputStreamWriter(stream, stream.charset());
      write(out);
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("a PrintStream throws no exception", e);
    }
  }
}

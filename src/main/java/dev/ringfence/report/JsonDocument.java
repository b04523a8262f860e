package dev.ringfence.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.util.Map;

/// A record as a JSON document. It is written piece by piece, since with very many processes it
/// would not fit the memory as one text.
///
/// @param more further parts of the document, by name
public record JsonDocument(Object content, Map<String, Object> more) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  public JsonDocument(Object content) {
    this(content, Map.of());
  }

  /// Writes it and the end of its last line.
  public void write(Appendable out) throws IOException {
    if (more.isEmpty()) {
      GSON.toJson(content, out);
    } else {
      JsonObject whole = GSON.toJsonTree(content).getAsJsonObject();
      more.forEach((name, part) -> whole.add(name, GSON.toJsonTree(part)));
      GSON.toJson(whole, out);
    }
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

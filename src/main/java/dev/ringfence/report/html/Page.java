package dev.ringfence.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/// An HTML document on its way into a file: its head and its body, blocks of data, its script.
///
/// A Content-Security-Policy names the digests of the style sheet and of the script, so that
/// nothing else is executed and nothing is fetched.
final class Page {
  /// The parts of the style sheet, in their order.
  private static final List<String> STYLES =
      List.of("page.css", "tables.css", "timeline.css", "print.css");

  /// The parts of the script, each of which uses those before it.
  private static final List<String> SCRIPTS =
      List.of(
          "format.js",
          "elements.js",
          "trace.js",
          "run.js",
          "theme.js",
          "verdict.js",
          "rows.js",
          "axis.js",
          "scale.js",
          "painter.js",
          "lanes.js",
          "selection.js",
          "hits.js",
          "overview.js",
          "pointer.js",
          "keys.js",
          "timeline.js",
          "layout.js",
          "graph.js",
          "table.js",
          "contention.js",
          "path.js",
          "chart.js",
          "memory.js",
          "source.js",
          "main.js");

  private final OutputStream out;
  private final String script = joined(SCRIPTS);

  Page(OutputStream out) {
    this.out = out;
  }

  private static String joined(List<String> names) {
    StringBuilder all = new StringBuilder("\n");
    names.forEach(name -> all.append(resource(name)));
    return all.toString();
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + name, e);
    }
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /// Writes the head, and the body without its data.
  void begin(String title) throws IOException {
    String style = joined(STYLES);
    String policy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src %s; script-src %s"
            .formatted(digest(style), digest(script));
    write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    write("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n");
    write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    write("<meta name=\"color-scheme\" content=\"light dark\">\n");
    write("<title>" + escaped(title) + "</title>\n");
    write("<style>" + style + "</style>\n</head>\n<body>\n");
    write(resource("body.html"));
  }

  /// Begins a block of data, which is JSON in which `<` is escaped.
  void beginData(String name) throws IOException {
    write("<script type=\"application/json\" data-block=\"" + name + "\">");
  }

  void data(byte[] bytes, int size) throws IOException {
    out.write(bytes, 0, size);
  }

  /// As [#data(byte[], int)].
  OutputStream stream() {
    return out;
  }

  void endData() throws IOException {
    write("</script>\n");
  }

  /// Writes what is shown where no scripts are executed, and the script.
  void end(String report) throws IOException {
    write("<noscript><pre>" + escaped(report) + "</pre></noscript>\n");
    write("<script type=\"module\">" + script + "</script>\n</body>\n</html>\n");
    out.flush();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.ringfence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the sources against google-java-format. `mvn verify -Dformat=write` formats them.
class SourcesTest {
  @Test
  void sources_areFormatted() throws IOException, FormatterException {
    List<String> wrong = new ArrayList<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      String formatted = new Formatter().formatSource(text);
      if (!formatted.equals(text)) {
        if ("write".equals(System.getProperty("format"))) {
          Files.writeString(file, formatted);
        } else {
          wrong.add(file.toString());
        }
      }
    }
    assertEquals(List.of(), wrong, "mvn verify -Dformat=write formats these");
  }

  /// The formatter breaks a doc comment that is too long by putting `//` before what is left over.
  @Test
  void docComments_areWrappedByHand() throws IOException {
    Pattern broken = Pattern.compile("^ *///.*\\n *// .*$", Pattern.MULTILINE);
    List<String> wrong = new ArrayList<>();
    for (Path file : sources()) {
      Matcher matcher = broken.matcher(Files.readString(file));
      while (matcher.find()) {
        wrong.add(file + ": " + matcher.group());
      }
    }
    assertEquals(List.of(), wrong, "these doc comments were longer than 100 columns");
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}

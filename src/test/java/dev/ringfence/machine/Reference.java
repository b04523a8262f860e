package dev.ringfence.machine;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// The reference tables.
public final class Reference {
  private static final Pattern FIELD = Pattern.compile("\"([^\"]*)\"(?:,|$)|([^,]*)(?:,|$)");

  private Reference() {}

  /// The rows of a table, without its heading, as fields of which some may be quoted.
  public static List<List<String>> rows(String file) throws IOException {
    try (InputStream in = Reference.class.getResourceAsStream("/reference/" + file)) {
      assertNotNull(in, file);
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(Reference::fields).toList();
    }
  }

  private static List<String> fields(String row) {
    return FIELD
        .matcher(row)
        .results()
        .map(field -> field.group(1) == null ? field.group(2) : field.group(1))
        .toList();
  }
}

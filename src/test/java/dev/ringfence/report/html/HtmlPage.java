package dev.ringfence.report.html;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ringfence.report.output.Ended;
import dev.ringfence.report.output.OutputRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A run's page, and its data as the page's script reads it.
record HtmlPage(Ended run, String text, List<String> notes) {
  private static final int[] LENGTHS = {5, 7, 6, 8, 6, 6};

  static HtmlPage of(Path scenario) throws IOException {
    return of(scenario, Trace.Room.USUAL);
  }

  static HtmlPage of(Path scenario, Trace.Room room) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HtmlOutput output = new HtmlOutput(out, room);
    Ended run = OutputRun.of(scenario, output);
    return new HtmlPage(run, out.toString(StandardCharsets.UTF_8), output.notes());
  }

  /// The texts of all blocks of data of a name.
  List<JsonElement> blocks(String name) {
    Pattern block =
        Pattern.compile(
            "<script type=\"application/json\" data-block=\"" + name + "\">(.*?)</script>",
            Pattern.DOTALL);
    List<JsonElement> all = new ArrayList<>();
    Matcher matcher = block.matcher(text);
    while (matcher.find()) {
      all.add(JsonParser.parseString(matcher.group(1)));
    }
    return all;
  }

  JsonObject facts() {
    return blocks("run").getFirst().getAsJsonObject();
  }

  /// The records of the trace.
  List<long[]> records() {
    List<long[]> all = new ArrayList<>();
    for (JsonElement block : blocks("trace")) {
      List<JsonElement> numbers = block.getAsJsonArray().asList();
      int at = 0;
      while (at < numbers.size()) {
        long[] found = new long[LENGTHS[numbers.get(at).getAsInt()]];
        for (int i = 0; i < found.length; i++) {
          found[i] = numbers.get(at++).getAsLong();
        }
        all.add(found);
      }
    }
    return all;
  }

  /// What the element of a name holds.
  String content(String element) {
    Matcher matcher =
        Pattern.compile("<" + element + ">(.*?)</[a-z]+>", Pattern.DOTALL).matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}

package dev.ringfence.report.output;

import dev.ringfence.report.JsonDocument;
import dev.ringfence.scenario.Simulation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// What came of a run as the JSON document that `--json` prints.
final class JsonOutput implements Output {
  private final OutputStream out;

  JsonOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void prepare(Simulation simulation) {
    simulation.kernel().probes().countRings();
  }

  @Override
  public void ended(Ended run) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    new JsonDocument(run.document()).write(writer);
    writer.flush();
  }
}

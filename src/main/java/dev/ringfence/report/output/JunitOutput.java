package dev.ringfence.report.output;

import dev.ringfence.report.Outcome;
import dev.ringfence.report.Outcome.Expectation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// The expectations of runs in the XML that continuous integration reads of JUnit: a test suite for
/// each run, a test case for each expectation, and the report as the suite's output. Times are
/// virtual, so that the same run gives the same file.
final class JunitOutput implements Output {
  /// When each simulated machine boots.
  private static final String BOOT = "2026-01-01T00:00:00";

  private final OutputStream out;
  private final List<Ended> runs = new ArrayList<>();

  JunitOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void ended(Ended run) {
    runs.add(run);
  }

  @Override
  public void finish() throws IOException {
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      for (int i = 0; i < runs.size(); i++) {
        suite(xml, i, runs.get(i));
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
      out.write('\n');
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static void suite(XMLStreamWriter xml, int id, Ended run) throws XMLStreamException {
    Outcome outcome = run.outcome();
    String variant = outcome.variant();
    String name = className(outcome.scenario()) + (variant == null ? "" : "." + variant);
    long failures = outcome.expectations().stream().filter(each -> !each.met()).count();
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute(xml, "id", "" + id);
    attribute(xml, "name", name);
    attribute(xml, "package", "");
    attribute(xml, "tests", "" + outcome.expectations().size());
    attribute(xml, "failures", "" + failures);
    attribute(xml, "errors", "0");
    attribute(xml, "time", seconds(outcome.virtualNanos()));
    attribute(xml, "timestamp", BOOT);
    attribute(xml, "hostname", "localhost");
    properties(xml, outcome, run.repeat());
    for (Expectation expectation : outcome.expectations()) {
      test(xml, name, expectation, run.repeat());
    }
    text(xml, "system-out", run.report());
    text(xml, "system-err", "");
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void properties(XMLStreamWriter xml, Outcome outcome, String repeat)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("properties");
    property(xml, "scenario", outcome.scenario());
    property(xml, "seed", "" + outcome.seed());
    property(xml, "outcome", outcome.outcome());
    property(xml, "digest", outcome.digest());
    property(xml, "again", repeat);
    xml.writeCharacters("\n    ");
    xml.writeEndElement();
  }

  private static void property(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeCharacters("\n      ");
    xml.writeEmptyElement("property");
    attribute(xml, "name", name);
    attribute(xml, "value", value);
  }

  private static void test(
      XMLStreamWriter xml, String suite, Expectation expectation, String repeat)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute(xml, "name", expectation.text());
    attribute(xml, "classname", suite);
    attribute(xml, "time", "0");
    if (!expectation.met()) {
      xml.writeStartElement("failure");
      attribute(xml, "type", "expectation");
      attribute(xml, "message", "found: " + expectation.found());
      xml.writeCharacters(
          allowed(
              "expected: %s\nfound: %s\nagain: %s\n"
                  .formatted(expectation.text(), expectation.found(), repeat)));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void text(XMLStreamWriter xml, String element, String text)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement(element);
    xml.writeCharacters(allowed(text));
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, allowed(value));
  }

  /// The scenario as a class of tests: its path with points, without its ending.
  private static String className(String scenario) {
    return scenario.replaceFirst("\\.conf$", "").replaceFirst("^[./]+", "").replace('/', '.');
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.9f", nanos / 1e9);
  }

  /// The text with a question mark for each character that XML cannot hold (XML 1.0, section 2.2).
  static String allowed(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().map(c -> isAllowed(c) ? c : '?').forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isAllowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || character >= ' ' && character < 0xD800
        || character >= 0xE000 && character < 0xFFFE
        || character >= 0x10000;
  }
}

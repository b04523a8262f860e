package dev.ringfence.report.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// The XML that continuous integration reads.
class JunitOutputTest {
  @TempDir Path folder = Path.of("");

  /// Parses XML after holding it against the schema.
  static Document valid(byte[] xml) {
    try {
      URL schema = JunitOutputTest.class.getResource("junit.xsd");
      assertNotNull(schema);
      SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(schema)
          .newValidator()
          .validate(new StreamSource(new ByteArrayInputStream(xml)));
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(new String(xml, StandardCharsets.UTF_8), e);
    }
  }

  private byte[] xml(String scenario) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OutputRun.of(folder, scenario, Form.XML.make(out));
    return out.toByteArray();
  }

  private static Element only(Document document, String name) {
    assertEquals(1, document.getElementsByTagName(name).getLength(), name);
    return (Element) document.getElementsByTagName(name).item(0);
  }

  @Test
  void expectation_thatIsNotMet_isAFailureWithWhatWasFound() throws IOException {
    byte[] xml = xml("processes.p.program = \"puts(\\\"\\\\\\\\x01]]> & <b>\\\"); return 3;\"");
    Document document = valid(xml);
    Element suite = only(document, "testsuite");
    assertEquals("3", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    Element failure = only(document, "failure");
    assertEquals("found: 3", failure.getAttribute("message"));
    assertEquals("p ends with 0", ((Element) failure.getParentNode()).getAttribute("name"));
    assertTrue(failure.getTextContent().contains("again: again"), failure.getTextContent());
    assertTrue(only(document, "system-out").getTextContent().contains("NOT as expected"));
  }

  @Test
  void run_thatIsRepeated_givesTheSameBytes() throws IOException {
    String scenario =
        "processes.p { count = 3, program = \"pause();\" }, expect.deadlock = possible";
    assertEquals(
        new String(xml(scenario), StandardCharsets.UTF_8),
        new String(xml(scenario), StandardCharsets.UTF_8));
  }

  @Test
  void character_thatXmlCannotHold_becomesAQuestionMark() {
    assertEquals("a?b\n?\ud83d\ude00", JunitOutput.allowed("a\0b\n\ud800\ud83d\ude00"));
  }
}

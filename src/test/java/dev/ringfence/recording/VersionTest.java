package dev.ringfence.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void number_isThatOfTheProject() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    assertTrue(pom.contains("<version>" + Version.NUMBER + "</version>\n  <name>Ringfence</name>"));
  }

  @Test
  void build_isTheSameEachTime() {
    assertTrue(Version.present().build().matches("[0-9a-f]{8}"), Version.present().build());
    assertEquals(Version.present(), Version.present());
  }
}

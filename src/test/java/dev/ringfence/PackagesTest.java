package dev.ringfence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of packages in `ARCHITECTURE.md`, held against the class files.
class PackagesTest {
  private static final Path CLASSES = Path.of("target/classes");
  private static final Pattern NAME =
      Pattern.compile("L?([a-z][A-Za-z0-9_]*(?:/[A-Za-z0-9_$]+)+);?");

  /// Bottom to top: what a package uses must stand above it in this list.
  private static final List<String> ORDER =
      List.of(
          "core",
          "machine",
          "c",
          "user",
          "event",
          "kernel",
          "engine",
          "analysis",
          "scenario",
          "actor",
          "recording",
          "report",
          "replay",
          "api",
          "junit",
          "load",
          "whatif",
          "predict",
          "cli");

  /// What everything below `actor` must not use, beside Pekko.
  private static final List<String> OUTSIDE =
      List.of(
          "java/lang/Thread",
          "java/time/Clock",
          "java/util/Random",
          "java/nio/file/",
          "java/io/File");

  private static final List<String> PURE = List.of("core", "machine", "user", "event", "kernel");

  /// The names of classes in the constant pools, by class.
  private static Map<String, TreeSet<String>> uses() throws IOException {
    Map<String, TreeSet<String>> uses = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(CLASSES.resolve("dev"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        TreeSet<String> names = new TreeSet<>();
        for (PoolEntry entry : ClassFile.of().parse(Files.readAllBytes(file)).constantPool()) {
          if (entry instanceof ClassEntry c) {
            names.add(c.asInternalName());
          } else if (entry instanceof Utf8Entry utf8 && utf8.stringValue().contains("L")) {
            Matcher matcher = NAME.matcher(utf8.stringValue());
            while (matcher.find()) {
              names.add(matcher.group(1));
            }
          }
        }
        uses.put(CLASSES.relativize(file).toString().replace(".class", ""), names);
      }
    }
    return uses;
  }

  private static String part(String name) {
    String[] parts = name.split("/");
    return parts.length > 2 && name.startsWith("dev/ringfence/") ? parts[2] : "";
  }

  @Test
  void imports_pointOnlyDown() throws IOException {
    List<String> wrong = new ArrayList<>();
    uses()
        .forEach(
            (name, used) -> {
              int own = ORDER.indexOf(part(name));
              assertTrue(own >= 0, name + " is in a package that the table does not have");
              for (String other : used) {
                if (ORDER.indexOf(part(other)) > own) {
                  wrong.add(name + " uses " + other);
                }
              }
            });
    assertEquals(List.of(), wrong);
  }

  @Test
  void core_knowsNeitherPekkoNorThreadsClocksAndFiles() throws IOException {
    Map<String, TreeSet<String>> uses = uses();
    List<String> wrong = new ArrayList<>();
    uses.forEach(
        (name, used) -> {
          for (String other : used) {
            boolean shell = ORDER.indexOf(part(name)) >= ORDER.indexOf("actor");
            boolean outside =
                PURE.contains(part(name)) && OUTSIDE.stream().anyMatch(other::startsWith);
            if (!shell && other.startsWith("org/apache/pekko") || outside) {
              wrong.add(name + " uses " + other);
            }
          }
        });
    assertEquals(List.of(), wrong);
    assertTrue(
        uses.getOrDefault("dev/ringfence/actor/KernelActor", new TreeSet<>()).stream()
            .anyMatch(other -> other.startsWith("org/apache/pekko")),
        "the test sees Pekko where it is");
  }
}

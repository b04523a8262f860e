package dev.ringfence.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.c.Compiler;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.machine.DataModel;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Utilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The programs in `/bin` compile, and do not more than the analysis takes them to do before they
/// are loaded.
class UtilitiesTest {
  private static final Kernel.Effects NONE =
      new Kernel.Effects() {
        @Override
        public void run(Process process) {}

        @Override
        public void shootdown(Process process, Shootdown shootdown) {}
      };

  private static final Path FOLDER = Path.of("src/main/resources/dev/ringfence/bin");

  static Stream<String> files() {
    return Utilities.files().values().stream().distinct();
  }

  @Test
  void index_namesEachFile() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      TreeSet<String> there =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".c"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(there, files().collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void utility_compiled_actsAsTheAnalysisExpects(String file) {
    Kernel kernel =
        new Kernel(Scenarios.load("deadlock/dining-philosophers").machine(), NONE, _ -> {});
    Compiler.Result result = Utilities.compile("it", file, kernel.calls(), DataModel.LP64);
    assertEquals(List.of(), result.diagnostics().stream().map(Object::toString).toList());
    Intent intent = new Intent(Objects.requireNonNull(result.program()), kernel::call, () -> 0);
    long unexpected = intent.whole() & ~Act.OF_UTILITIES;
    assertEquals(
        List.of(), Stream.of(Act.values()).filter(act -> (act.bit() & unexpected) != 0).toList());
  }
}

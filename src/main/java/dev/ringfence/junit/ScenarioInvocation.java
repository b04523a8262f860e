package dev.ringfence.junit;

import dev.ringfence.api.Options;
import dev.ringfence.api.Result;
import dev.ringfence.api.Ringfence;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.AssertionFailedError;

/// One run of a scenario for a test: it runs once, when something first asks for what came of it.
final class ScenarioInvocation
    implements TestTemplateInvocationContext, BeforeEachCallback, ParameterResolver {
  private final Path scenario;
  private final Options options;
  private final boolean expects;
  private @Nullable Result result;

  ScenarioInvocation(Path scenario, Options options, boolean expects) {
    this.scenario = scenario;
    this.options = options;
    this.expects = expects;
  }

  @Override
  public String getDisplayName(int index) {
    return scenario
        + (options.variant() == null ? "" : " " + options.variant())
        + (options.seed() == null ? "" : " seed " + options.seed());
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this);
  }

  private Result result() {
    Result known = result;
    if (known == null) {
      known = Ringfence.run(scenario, options);
      result = known;
    }
    return known;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    check();
  }

  /// Fails if something was not as expected. The report is the message, since it has the reason and
  /// the command that repeats the run.
  void check() {
    if (expects && !result().isMet()) {
      throw new AssertionFailedError(result().report());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(Result.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return result();
  }
}

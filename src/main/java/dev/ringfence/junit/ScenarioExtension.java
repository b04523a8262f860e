package dev.ringfence.junit;

import dev.ringfence.api.Options;
import dev.ringfence.api.Ringfence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContextException;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/// Makes an invocation of each scenario, variant and seed of a [ScenarioTest].
public final class ScenarioExtension implements TestTemplateInvocationContextProvider {
  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), ScenarioTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    ScenarioTest test =
        AnnotationSupport.findAnnotation(context.getTestMethod(), ScenarioTest.class)
            .orElseThrow(() -> new ExtensionContextException("there is no @ScenarioTest"));
    Options options = new Options(null, null, Arrays.asList(test.settings()), test.sanitize());
    List<TestTemplateInvocationContext> all = new ArrayList<>();
    for (String file : test.value()) {
      Path scenario = Path.of(file);
      for (String variant : variants(test, scenario)) {
        Options one = options.withVariant(variant);
        if (test.seeds().length == 0) {
          all.add(new ScenarioInvocation(scenario, one, test.expectations()));
        }
        for (long seed : test.seeds()) {
          all.add(new ScenarioInvocation(scenario, one.withSeed(seed), test.expectations()));
        }
      }
    }
    return all.stream();
  }

  /// Those that are named, or all, or a null for none where there are none.
  private static List<@Nullable String> variants(ScenarioTest test, Path scenario) {
    List<@Nullable String> variants = new ArrayList<>();
    variants.addAll(
        test.variants().length > 0 ? Arrays.asList(test.variants()) : Ringfence.variants(scenario));
    if (variants.isEmpty()) {
      variants.add(null);
    }
    return variants;
  }
}

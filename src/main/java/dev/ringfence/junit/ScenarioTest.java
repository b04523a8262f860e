package dev.ringfence.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test of what comes of scenarios. The method may have a parameter of type
/// [dev.ringfence.api.Result]; it is called once for each scenario, variant and seed, after the
/// run, and fails before it is called when something was not as the scenario expects.
///
/// ```java
/// @ScenarioTest("scenarios/deadlock/lock-order.conf")
/// void bothAreStuck(Result result) {
///   assertEquals(2, result.stuck().getFirst().tasks().size());
/// }
/// ```
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ScenarioExtension.class)
public @interface ScenarioTest {
  /// The scenarios' files, from where the tests run.
  String[] value();

  /// Which of their variants; all, if none is named.
  String[] variants() default {};

  /// The seeds; the scenario's own, if none is given.
  long[] seeds() default {};

  /// Keys of the scenario and their values, such as `machine.cpus=2`.
  String[] settings() default {};

  /// Whether each access to the heap is checked.
  boolean sanitize() default false;

  /// Whether the test fails when something was not as the scenario expects.
  boolean expectations() default true;
}

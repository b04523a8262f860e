/// Scenario files: their syntax, and a reader for each subject that they have keys for.
@NullMarked
package dev.ringfence.scenario.read;

import org.jspecify.annotations.NullMarked;

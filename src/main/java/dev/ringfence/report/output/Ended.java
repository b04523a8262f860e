package dev.ringfence.report.output;

import dev.ringfence.report.Outcome;
import dev.ringfence.scenario.Simulation;
import org.jspecify.annotations.Nullable;

/// A run that is over, as outputs see it.
///
/// @param simulation at rest; null for a load, whose processes come and go
/// @param document what the JSON document holds: the outcome, or a sweep of several
/// @param report the report that a person reads, without colours
/// @param repeat the command that repeats the run
public record Ended(
    @Nullable Simulation simulation,
    Outcome outcome,
    Record document,
    String report,
    String repeat) {}

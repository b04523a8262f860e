package dev.ringfence.kernel.process.fact;

import dev.ringfence.kernel.process.WaitObject;

/// That a task has taken something which others may have to wait for.
///
/// @param place where in its program, as [dev.ringfence.c.Program#lines] packs it
/// @param time when, in cycles
public record Holding(WaitObject object, int place, long time) {}

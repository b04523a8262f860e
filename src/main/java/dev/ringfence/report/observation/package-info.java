/// A run with those who look at it while it goes, among them the views that are written meanwhile.
@org.jspecify.annotations.NullMarked
package dev.ringfence.report.observation;

/// Views of the machine: its state at one moment, as text.
@org.jspecify.annotations.NullMarked
package dev.ringfence.report.view;

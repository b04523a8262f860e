/// Who waited for what and because of whom, and what the length of a run is made of: from events.
@org.jspecify.annotations.NullMarked
package dev.ringfence.analysis.contention;

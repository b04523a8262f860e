/// What of a run's order could have been otherwise, and what could have gone wrong then.
@org.jspecify.annotations.NullMarked
package dev.ringfence.analysis.order;

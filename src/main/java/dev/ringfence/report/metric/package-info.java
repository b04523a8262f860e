/// What programs, calls and waits have taken of the time, as measured from events.
@org.jspecify.annotations.NullMarked
package dev.ringfence.report.metric;

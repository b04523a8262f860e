/// Tests of runs as files.
@org.jspecify.annotations.NullMarked
package dev.ringfence.report.output;

/// Tests of runs as pages.
@org.jspecify.annotations.NullMarked
package dev.ringfence.report.html;

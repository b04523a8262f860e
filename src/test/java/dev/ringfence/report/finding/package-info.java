@org.jspecify.annotations.NullMarked
package dev.ringfence.report.finding;

/// A run as one HTML file: what its script draws is written as data while the run goes on.
@org.jspecify.annotations.NullMarked
package dev.ringfence.report.html;

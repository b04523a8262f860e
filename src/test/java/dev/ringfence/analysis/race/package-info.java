/// Tests of what data races are found.
@org.jspecify.annotations.NullMarked
package dev.ringfence.analysis.race;

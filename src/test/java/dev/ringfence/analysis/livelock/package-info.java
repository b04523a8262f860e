@org.jspecify.annotations.NullMarked
package dev.ringfence.analysis.livelock;

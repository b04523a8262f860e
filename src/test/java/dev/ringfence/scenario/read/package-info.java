@org.jspecify.annotations.NullMarked
package dev.ringfence.scenario.read;

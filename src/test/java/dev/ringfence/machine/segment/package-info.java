@org.jspecify.annotations.NullMarked
package dev.ringfence.machine.segment;

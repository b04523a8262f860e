/// Simulated processes that do what a test says, call by call, and what holds them to Linux.
@org.jspecify.annotations.NullMarked
package dev.ringfence.trace;

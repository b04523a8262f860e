/// The calls that threads make on each other.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.thread;

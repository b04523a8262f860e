/// Signals: who is sent what, and how handlers run.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.signal;

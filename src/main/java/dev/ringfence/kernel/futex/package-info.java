/// Waiting at addresses (`futex(2)`), and what is left to others at the end of a thread.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.futex;

/// The calls on processes: how they come to be, what they may use, and who waits for their end.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.process.call;

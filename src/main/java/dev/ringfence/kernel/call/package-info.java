/// The table of system calls.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.call;

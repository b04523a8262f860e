/// What processes talk through.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.ipc;

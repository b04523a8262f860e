/// Waiting for any of several descriptors.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.poll;

/// Rings: who may execute which instruction, the gates between rings, and what a fault becomes
/// that cannot be delivered.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.ring;

@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.memory;

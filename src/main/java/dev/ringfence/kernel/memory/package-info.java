/// Address spaces, frames and what a page fault does.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.memory;

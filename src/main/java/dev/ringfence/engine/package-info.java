/// The plain loop around a kernel, without actors or threads.
@org.jspecify.annotations.NullMarked
package dev.ringfence.engine;

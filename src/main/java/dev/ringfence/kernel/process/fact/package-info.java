/// What is told of tasks and the objects that they share, while somebody asks for it.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.process.fact;

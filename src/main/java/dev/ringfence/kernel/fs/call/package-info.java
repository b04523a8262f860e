/// The calls on files: on their names, their attributes and their space, and those that open them.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.fs.call;

/// The programs that processes run: where they are found, and how the first stack of one is set up.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.process.program;

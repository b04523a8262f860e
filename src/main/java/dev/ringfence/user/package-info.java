/// The user side of a process: its threads' registers and the interpreter that runs a program on
/// the machine until it traps. Knows nothing of the kernel.
@org.jspecify.annotations.NullMarked
package dev.ringfence.user;

/// The texts of `/proc` (`proc(5)`), made from the kernel's state: programs read them as files, and
/// views of the machine show them.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.proc;

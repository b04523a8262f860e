/// Terminals and pseudo-terminals: the line discipline, sessions and their foreground groups.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.tty;

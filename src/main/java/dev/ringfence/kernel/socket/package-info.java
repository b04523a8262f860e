/// Sockets of all families: the calls on them, their messages and waits (`socket(7)`).
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.socket;

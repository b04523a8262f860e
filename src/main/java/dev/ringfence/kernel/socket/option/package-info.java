/// The options that sockets of all families have (`socket(7)`).
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.socket.option;

/// Sockets between processes of one machine (`unix(7)`).
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.unix;

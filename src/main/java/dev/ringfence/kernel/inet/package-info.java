/// The Internet as far as the machine's hosts reach: TCP and UDP over a network (`ip(7)`).
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.inet;

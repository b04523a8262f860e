/// The kernel and its processes as actors: they carry messages and decide nothing.
@org.jspecify.annotations.NullMarked
package dev.ringfence.actor;

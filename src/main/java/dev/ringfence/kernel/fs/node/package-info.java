/// The files of a tree that stand for something else: processes, queues, terminals, sockets.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.fs.node;

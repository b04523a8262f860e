/// System V's message queues, semaphore sets and shared memory (`sysvipc(7)`).
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.sysv;

/// What threads synchronise by: mutexes, conditions and semaphores.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.sync;

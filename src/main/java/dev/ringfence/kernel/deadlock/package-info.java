/// What a deadlock policy does about locks: it prevents, avoids or ends deadlocks.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.deadlock;

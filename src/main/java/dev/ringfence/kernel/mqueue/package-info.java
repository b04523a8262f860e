/// POSIX message queues (`mq_overview(7)`).
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.mqueue;

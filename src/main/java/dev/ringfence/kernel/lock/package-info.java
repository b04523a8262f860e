/// Advisory locks on files, of processes and of open file descriptions.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.lock;

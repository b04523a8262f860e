/// What crossings between ring 3 and ring 0 cost: for each process, by what they were for.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.account;

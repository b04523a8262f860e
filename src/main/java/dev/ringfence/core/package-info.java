/// The words that every other package uses: error numbers, signals, the seeded random numbers and
/// the digest. Nothing here knows of machines, programs or kernels.
@org.jspecify.annotations.NullMarked
package dev.ringfence.core;

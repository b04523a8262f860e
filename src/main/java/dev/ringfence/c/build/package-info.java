/// What declarations and expressions mean: makes typed expressions, folds constants, lays objects
/// out, and checks what flows through a function.
@org.jspecify.annotations.NullMarked
package dev.ringfence.c.build;

/// Scenarios as tests, and tests of that.
@org.jspecify.annotations.NullMarked
package dev.ringfence.junit;

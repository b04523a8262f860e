/// Scenarios as tests of JUnit 5.
@org.jspecify.annotations.NullMarked
package dev.ringfence.junit;

/// Ringfence for Java programs: runs scenarios and says what came of them. What is public here
/// stays as it is from one minor release to the next.
@org.jspecify.annotations.NullMarked
package dev.ringfence.api;

/// Translates hot register code to methods of the JVM.
@org.jspecify.annotations.NullMarked
package dev.ringfence.user.translate;

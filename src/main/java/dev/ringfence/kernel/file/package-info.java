/// Open files and descriptors.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.file;

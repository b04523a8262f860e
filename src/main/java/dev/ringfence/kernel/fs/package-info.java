/// The file system: inodes, directories, paths, and what opens them.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.fs;

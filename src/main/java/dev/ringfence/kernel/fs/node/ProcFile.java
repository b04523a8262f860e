package dev.ringfence.kernel.fs.node;

import dev.ringfence.kernel.fs.TextFile;

/// A file of `/proc` with a text.
///
/// @param name in its directory, or the path from there
/// @param permissions as `chmod(2)` takes them
public record ProcFile(String name, int permissions, TextFile.Content content) {}

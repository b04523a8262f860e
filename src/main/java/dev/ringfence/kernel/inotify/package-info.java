/// Who watches files, and what they are told: `inotify(7)`.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.inotify;

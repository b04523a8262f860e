/// What would be if: the same run again with one thing otherwise, and how long it then is.
@org.jspecify.annotations.NullMarked
package dev.ringfence.whatif;

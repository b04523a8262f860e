/// A machine without protection: what its memory holds, who has written where nobody should, and
/// what becomes of the machine then.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.real;

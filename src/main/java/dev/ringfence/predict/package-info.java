/// What could happen in a run and did not, each tried by a run that is led there.
@org.jspecify.annotations.NullMarked
package dev.ringfence.predict;

@org.jspecify.annotations.NullMarked
package dev.ringfence.predict;

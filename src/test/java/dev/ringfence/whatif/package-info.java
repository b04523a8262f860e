@org.jspecify.annotations.NullMarked
package dev.ringfence.whatif;

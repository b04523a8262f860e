/// From the typed syntax tree to register code.
@org.jspecify.annotations.NullMarked
package dev.ringfence.c.gen;

/// The typed syntax tree of C.
@org.jspecify.annotations.NullMarked
package dev.ringfence.c.ast;

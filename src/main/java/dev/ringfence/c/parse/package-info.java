/// From tokens to the typed syntax tree: declarations, statements, expressions and their types.
@org.jspecify.annotations.NullMarked
package dev.ringfence.c.parse;

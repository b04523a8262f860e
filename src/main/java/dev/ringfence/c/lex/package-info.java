/// From text to tokens: sources, diagnostics, the lexer and the preprocessor.
@org.jspecify.annotations.NullMarked
package dev.ringfence.c.lex;

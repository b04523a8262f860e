/// The C front end: preprocessor, lexer, parser, types, code generator, and the register code that
/// they produce. From source text to a [dev.ringfence.c.Program], or to diagnostics that point at
/// the character.
@org.jspecify.annotations.NullMarked
package dev.ringfence.c;

package dev.ringfence.c.lex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A macro definition.
///
/// @param parameters null for an object-like macro
/// @param variadic whether the last parameter, `__VA_ARGS__`, takes all further arguments
record Macro(String name, @Nullable List<String> parameters, boolean variadic, List<Token> body) {}

package dev.ringfence.c;

/// A function of a [Program]: instructions `entry` (included) to `end` (excluded).
///
/// @param parameters how many registers a caller fills: those of its parameters, the address for a
///     structure that it returns, and the address of a variadic function's further arguments
/// @param registers how many registers its window has, the first three included
/// @param frameSize bytes of its frame in memory, a multiple of 16
/// @param library whether it comes from Ringfence's own C library rather than from the user's files
/// @param addressTaken whether a pointer to it may exist, so that an indirect call may reach it
public record Function(
    String name,
    int number,
    int entry,
    int end,
    int parameters,
    int registers,
    int frameSize,
    boolean library,
    boolean addressTaken) {}

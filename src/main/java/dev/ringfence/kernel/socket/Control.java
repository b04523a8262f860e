package dev.ringfence.kernel.socket;

/// A control message (`cmsg(3)`), without its header.
public record Control(int level, int type, byte[] data) {}

package dev.ringfence.user;

/// Why a context came back from the CPU.
public enum Cause {
  /// Its slice ended, or another thread of its process trapped.
  PREEMPTED,
  /// It executed a system call instruction and has not passed it.
  SYSCALL,
  /// It executed an instruction of [dev.ringfence.c.Privileged] that it may, and has not passed it.
  PRIVILEGED,
  /// It has written to memory of others, which nothing forbids, and passed the instruction.
  STRAYED,
  /// It raised an exception and has not passed the instruction.
  FAULT
}

package dev.ringfence.user.translate;

/// The registers of a window as local variables of a method that is being written.
interface Registers {
  /// Pushes a register's value.
  void get(int register);

  /// Pops a register's value.
  void set(int register);
}

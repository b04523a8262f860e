package dev.ringfence.c;

/// What a C program needs to know of a system call: enough to declare it and to trap.
///
/// @param number what [Op#SYSCALL] carries
/// @param name the C name
/// @param prototype the C declaration without the semicolon
/// @param header the header that declares it, such as `unistd.h`
/// @param failure how the C function tells of an error
public record SystemCall(
    int number, String name, String prototype, String header, Failure failure) {
  /// The most arguments that a call can have.
  public static final int ARGUMENTS = 6;

  /// How a raw result from -4095 to -1 reaches the C caller.
  public enum Failure {
    /// It sets `errno` and returns -1.
    ERRNO,
    /// It returns the error number itself, as the pthread functions do.
    NUMBER,
    /// It sets `errno` and returns a null pointer.
    NULL,
    /// The result is passed on as it is.
    NONE
  }
}

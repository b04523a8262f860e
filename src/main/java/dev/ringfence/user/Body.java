package dev.ringfence.user;

import java.lang.invoke.MethodHandles;

/// Register code translated to a JVM method: what a thread does from one instruction on, as far as
/// the translation reaches.
///
/// Bodies hold no state, so that all processes and threads share them however they come by them.
public abstract class Body {
  /// How far above its outermost window it begins.
  private int distance;

  /// Defines a body, among the classes of this package, whose members it may use.
  ///
  /// @param distance how far above its outermost window the body begins
  public static Body define(byte[] bytes, int distance) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Class<?> type = lookup.defineHiddenClass(bytes, true).lookupClass();
      Body body = (Body) type.getDeclaredConstructor().newInstance();
      body.distance = distance;
      return body;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a translated body is no class", e);
    }
  }

  /// Runs the thread, which is about to execute the body's first instruction, and charges
  /// [Processor#left] and [Processor#count].
  ///
  /// @param base where the body's outermost window begins
  /// @param called whether a body has just opened the window by a call: then registers without a
  ///     parameter are zero, whatever the window holds
  /// @param room how much of the JVM's stack calls may still use, in registers of windows
  /// @return true when the function has executed its return, whose value is in its window's
  ///     register 0, and its window is still open; false when the thread stopped elsewhere: then
  ///     the context is exact
  abstract boolean run(Processor processor, Context context, int base, boolean called, int room);

  int distance() {
    return distance;
  }
}

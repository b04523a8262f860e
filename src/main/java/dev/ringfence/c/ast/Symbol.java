package dev.ringfence.c.ast;

import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function or an object with static storage, which all translation units that may name it share.
public final class Symbol {
  /// An address that is to be written into the initial bytes.
  ///
  /// @param less the label whose address is subtracted, if one is
  /// @param size how many bytes are written
  public record Relocation(
      int offset, Symbol target, @Nullable Symbol less, long addend, int size) {
    /// The relocation of the same bytes at another place.
    public Relocation at(int other) {
      return new Relocation(other, target, less, addend, size);
    }
  }

  /// Code that calls a nested function with the environment that stands at an index of a table.
  public record Trampoline(Symbol function, Symbol environments, int index) {}

  /// What the trampolines of a nested function are bound to, and the trampolines: two tables.
  public record Pointers(Symbol environments, Symbol trampolines) {}

  public final String name;
  public Type type;

  /// Where it was first declared.
  public final Token declared;

  /// The function's body, once it is defined.
  public @Nullable FunctionBody body;

  /// The object's bytes from its initialiser; null while there is none.
  public byte @Nullable [] bytes;

  public final List<Relocation> relocations = new ArrayList<>();

  /// Whether an object is defined, if only tentatively.
  public boolean defined;

  /// Whether each thread has its own; the address counts from the thread pointer then.
  public boolean threadLocal;

  /// Whether it may not be written: a string literal.
  public boolean readOnly;

  /// Set by the linker: the object's address, or the function's number.
  public long address = -1;

  public boolean addressTaken;

  /// Whether an expression names it.
  public boolean used;

  /// Whether it is a function that was called without being declared.
  public boolean implicit;

  /// What its declaration asks for beyond its type's alignment, 0 for nothing.
  public int align;

  /// Of a function that runs before `main`, or at the end, its priority; otherwise -1.
  public int constructor = -1;

  public int destructor = -1;

  /// Whether a call of the function never returns.
  public boolean noReturn;

  /// Whether it may stay undefined: its address is 0 then.
  public boolean weak;

  /// Of a variadic function one that does the same with a fixed number of parameters.
  public @Nullable Symbol fixedForm;

  /// Of a nested function the one around it.
  public @Nullable FunctionBody around;

  /// What pointers to a nested function need, if there are any.
  public @Nullable Pointers pointers;

  /// Of a trampoline, which one it is.
  public @Nullable Trampoline trampoline;

  /// Set by the linker: whether it is weak, and defined nowhere.
  public boolean absent;

  /// The function that has the label, if it is one whose address is taken.
  public @Nullable FunctionBody labelOf;

  /// What this symbol, which is only declared, is another name of: of what an attribute says, or
  /// else, set by the linker, of the library's symbol of that name.
  public @Nullable Symbol definition;

  public Symbol(String name, Type type, Token declared) {
    this.name = name;
    this.type = type;
    this.declared = declared;
  }

  /// The symbol that has the address: this one, unless it is another name of a defined one.
  public Symbol resolved() {
    return definition == null || definition == this ? this : definition.resolved();
  }

  public boolean isDefined() {
    return isFunction() ? body != null || trampoline != null : defined;
  }

  /// A label of a function, whose address is taken.
  public static Symbol label(String name, FunctionBody function, Token at) {
    Symbol symbol = new Symbol(name, Type.VOID, at);
    symbol.labelOf = function;
    symbol.defined = true;
    return symbol;
  }

  public boolean isFunction() {
    return type.is(Type.Kind.FUNCTION);
  }
}

package dev.ringfence.c.ast;

import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function or an object with static storage, which all translation units that may name it share.
public final class Symbol {
  /// An address that is to be written into the initial bytes.
  public record Relocation(int offset, Symbol target, long addend) {}

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

  /// Whether it may not be written: a string literal.
  public boolean readOnly;

  /// Set by the linker: the object's address, or the function's number.
  public long address = -1;

  public boolean addressTaken;

  /// What its declaration asks for beyond its type's alignment, 0 for nothing.
  public int align;

  /// Set by the linker: the symbol of the library that defines what this one only declares.
  public @Nullable Symbol definition;

  public Symbol(String name, Type type, Token declared) {
    this.name = name;
    this.type = type;
    this.declared = declared;
  }

  /// The symbol that has the address: this one, unless the library defines it.
  public Symbol resolved() {
    return definition == null ? this : definition;
  }

  public boolean isFunction() {
    return type.is(Type.Kind.FUNCTION);
  }
}

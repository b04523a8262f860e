package dev.ringfence.c.gen;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.c.Program.ThreadStorage;
import dev.ringfence.c.SystemCall;
import dev.ringfence.c.ast.FunctionBody;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Source;
import dev.ringfence.c.lex.Token;
import dev.ringfence.machine.DataModel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Generates whatever can be reached from `main`, and lays it out as a program.
public final class Linker {
  private static final int PAGE = 4096;
  private static final int PARAGRAPH = 16;
  private static final long SEGMENT = 1 << 16;
  private static final long STACK = 16 << 10;
  private static final int ERRNO_LIMIT = -4096;

  /// Finds definitions in the library, whose names are apart from the program's: a program may
  /// define what the library also has, and the library still uses its own.
  public interface Library {
    /// The library's symbol for one that the program or the library itself only declares, with its
    /// definition if there is one.
    Symbol find(Symbol declared);
  }

  private final DataModel model = Types.current().model();
  private final Map<String, SystemCall> calls = new HashMap<>();
  private final Map<String, Symbol> external;
  private final Library library;
  private final @Nullable Instrumentation instrumentation;
  private final Diagnostics diagnostics;
  private final Map<Symbol, Code> functions = new LinkedHashMap<>();
  private final List<Symbol> objects = new ArrayList<>();
  private final Deque<Symbol> waiting = new ArrayDeque<>();
  private final List<Source> sources = new ArrayList<>();

  /// @param instrumentation what is put into the code, if anything is
  public Linker(
      List<SystemCall> calls,
      Map<String, Symbol> external,
      Library library,
      @Nullable Instrumentation instrumentation,
      Diagnostics diagnostics) {
    this.instrumentation = instrumentation;
    calls.forEach(call -> this.calls.put(call.name(), call));
    this.external = external;
    this.library = library;
    this.diagnostics = diagnostics;
  }

  private int lineOf(Token token) {
    Source source = token.place().source();
    int index = sources.indexOf(source);
    if (index < 0) {
      index = sources.size();
      sources.add(source);
    }
    return index << 20 | Math.min(token.place().line(), 0xFFFFF);
  }

  /// @param start the symbol `_start`, where a process begins
  public @Nullable Program link(String name, Symbol start, Startup startup) {
    Code first = startup.code();
    functions.put(start, first);
    first.fixups.forEach(fixup -> need(fixup.symbol(), start.declared));
    // All of the user's functions are generated, so that errors in them are found.
    for (Symbol symbol : List.copyOf(external.values())) {
      FunctionBody body = symbol.body;
      if (body != null && !body.library) {
        need(symbol, symbol.declared);
      }
    }
    while (!waiting.isEmpty()) {
      Symbol symbol = waiting.remove();
      Code code = functions.get(symbol);
      if (code != null) {
        code.fixups.forEach(fixup -> need(fixup.symbol(), symbol.declared));
      }
      symbol.relocations.forEach(r -> need(r.target(), symbol.declared));
    }
    return diagnostics.hasErrors() ? null : layOut(name, start);
  }

  private void need(Symbol named, Token user) {
    if (named.labelOf != null) {
      need(named.labelOf.symbol, user);
      return;
    }
    if (!named.isDefined() && named.definition == null) {
      named.definition = library.find(named);
    }
    Symbol symbol = named.resolved();
    symbol.addressTaken |= named.addressTaken;
    if (symbol.isFunction() ? functions.containsKey(symbol) : objects.contains(symbol)) {
      return;
    }
    SystemCall call = calls.get(symbol.name);
    FunctionBody body = symbol.body;
    if (!symbol.isFunction()) {
      if (!symbol.defined && symbol.weak) {
        symbol.absent = true;
        return;
      }
      objects.add(symbol);
      if (!symbol.defined) {
        undefined(symbol, "object", user);
      }
    } else if (symbol.trampoline != null) {
      functions.put(symbol, trampoline(symbol.trampoline));
    } else if (body != null) {
      Code code = Statements.generate(body, this::lineOf, diagnostics);
      functions.put(
          symbol, instrumentation == null ? code : instrumentation.of(symbol, code, body.library));
    } else if (call != null) {
      functions.put(symbol, wrapper(call, symbol));
    } else {
      functions.put(symbol, absent());
      symbol.absent = symbol.weak;
      if (!symbol.weak) {
        undefined(symbol, "function", user);
      }
    }
    waiting.add(symbol);
  }

  /// Code that calls a nested function with its arguments and the environment bound to the
  /// trampoline.
  private static Code trampoline(Symbol.Trampoline trampoline) {
    Type type = trampoline.function().type;
    Type result = type.base();
    boolean structure = result.isValueInMemory();
    int passed = type.parameters.size() + (structure ? 1 : 0) + (type.variadic ? 1 : 0);
    int window = Op.FIRST_PARAMETER + passed;
    int first = window + Op.FIRST_PARAMETER;
    Code code = new Code();
    for (int i = 0; i < passed; i++) {
      code.emit(Op.MOV, first + i, Op.FIRST_PARAMETER + i, 0, 0);
    }
    int chain = first + passed;
    int place = code.emit(Op.LI, chain, 0, 0, 0);
    code.fix(
        place,
        trampoline.environments(),
        (long) trampoline.index() * Types.current().model().pointerSize());
    code.emit(Memory.loadOp(Type.pointer(Type.VOID)), chain, chain, 0, 0);
    code.fix(code.emit(Op.CALL, window, passed + 1, 0, 0), trampoline.function(), 0);
    code.emit(Op.RET, 0, window, 0, 0);
    code.parameters = passed;
    code.registers = chain + 1;
    return code;
  }

  /// What a call of a weak function does that is defined nowhere: it goes to address 0.
  private static Code absent() {
    Code code = new Code();
    int nowhere = Op.FIRST_PARAMETER;
    code.emit(Op.LI, nowhere, 0, 0, 0);
    code.emit(Op.CALLR, nowhere + 1, nowhere, 0, 0);
    code.registers = nowhere + 2 + Op.FIRST_PARAMETER;
    return code;
  }

  private void undefined(Symbol symbol, String what, Token user) {
    Token at = symbol.declared.place().source().library() ? user : symbol.declared;
    diagnostics.error(
        at.place(),
        "undefined " + what + " '" + symbol.name + "'",
        "declared, but defined nowhere");
  }

  /// A system call as a C function: traps, and turns an error as the call's convention says.
  private static Code wrapper(SystemCall call, Symbol symbol) {
    Code code = new Code();
    int result = 10;
    int scratch = 11;
    Code.Label good = new Code.Label();
    code.emit(Op.SYSCALL, result, 0, call.number(), 0);
    if (call.failure() != SystemCall.Failure.NONE) {
      code.emit(Op.LI, scratch, 0, ERRNO_LIMIT, 0);
      code.branch(Op.JLEU, result, scratch, good, 0);
      code.emit(Op.NEG, result, result, 0, 0);
      if (call.failure() != SystemCall.Failure.NUMBER) {
        code.emit(Op.TP, scratch, 0, 0, 0);
        code.emit(Memory.storeOp(Type.signedInt()), result, scratch, 0, 0);
        code.emit(Op.LI, result, 0, call.failure() == SystemCall.Failure.NULL ? 0 : -1, 0);
      }
      code.bind(good);
    }
    Type type = symbol.type.base();
    if (type.isScalar() && (type.size == 2 || type.size == 4)) {
      boolean word = type.size == 4;
      int extension = type.unsigned ? word ? Op.ZX32 : Op.ZX16 : word ? Op.SX32 : Op.SX16;
      code.emit(extension, result, result, 0, 0);
    }
    code.emit(Op.RET, 0, result, 0, 0);
    code.parameters = SystemCall.ARGUMENTS;
    code.registers = 12;
    return code;
  }

  private Program layOut(String name, Symbol start) {
    List<Function> table = new ArrayList<>();
    int size = 0;
    for (Map.Entry<Symbol, Code> entry : functions.entrySet()) {
      Symbol symbol = entry.getKey();
      Code code = entry.getValue();
      symbol.address = table.size();
      FunctionBody body = symbol.body;
      table.add(
          new Function(
              symbol.name,
              table.size(),
              size,
              size + code.size,
              code.parameters,
              code.registers,
              code.frame,
              body == null || body.library,
              symbol.addressTaken));
      size += code.size;
    }
    boolean segmented = model.isSegmented();
    long rodataBase = segmented ? Program.FIRST_OFFSET : pageUp(Program.address(size));
    ByteArrayOutputStream rodata = new ByteArrayOutputStream();
    List<Symbol> constant = objects.stream().filter(Linker::isReadOnly).toList();
    long rodataEnd = place(constant, rodataBase, rodata);
    long dataBase = segmented ? paragraphUp(rodataEnd) : pageUp(rodataEnd);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    List<Symbol> shared = objects.stream().filter(o -> !isReadOnly(o) && !o.threadLocal).toList();
    List<Symbol> filled = shared.stream().filter(o -> o.bytes != null).toList();
    long dataEnd = place(filled, dataBase, data);
    long bssEnd = place(shared.stream().filter(o -> o.bytes == null).toList(), dataEnd, null);
    if (segmented) {
      checkSegments(start, size, bssEnd);
    }
    ThreadStorage threadStorage = threadStorage(table);
    byte[] rodataBytes = rodata.toByteArray();
    constant.forEach(o -> relocate(o, rodataBytes, (int) (o.address - rodataBase), table));
    byte[] dataBytes = data.toByteArray();
    filled.forEach(o -> relocate(o, dataBytes, (int) (o.address - dataBase), table));
    long[] words = new long[size];
    int[] lines = new int[size];
    byte[] orders = new byte[size];
    List<Long> constants = new ArrayList<>();
    int at = 0;
    for (Code code : functions.values()) {
      System.arraycopy(code.words, 0, words, at, code.size);
      System.arraycopy(code.lines, 0, lines, at, code.size);
      System.arraycopy(code.orders, 0, orders, at, code.size);
      resolve(code, words, at, table, constants.size());
      constants.addAll(code.constants);
      at += code.size;
    }
    return new Program(
        model,
        name,
        words,
        constants.stream().mapToLong(Long::longValue).toArray(),
        List.copyOf(table),
        lines,
        orders,
        sources.stream().map(s -> new Program.File(s.name(), s.library())).toList(),
        rodataBase,
        rodataBytes,
        dataBase,
        dataBytes,
        bssEnd - dataEnd,
        (int) start.address,
        named(),
        threadStorage);
  }

  /// Whether the program may not write to the object: a literal, or what is declared `const`.
  private static boolean isReadOnly(Symbol object) {
    Type type = object.type;
    while (type.is(Type.Kind.ARRAY)) {
      type = type.base();
    }
    return object.readOnly || type.isConst && object.bytes != null && !object.threadLocal;
  }

  /// Places the objects of which each thread has its own below the thread pointer.
  private ThreadStorage threadStorage(List<Function> table) {
    List<Symbol> own = objects.stream().filter(o -> o.threadLocal).toList();
    int align = 16;
    for (Symbol symbol : own) {
      align = Math.max(align, symbol.type.align);
    }
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    List<Symbol> filled = own.stream().filter(o -> o.bytes != null).toList();
    long middle = place(filled, 0, image);
    long end = place(own.stream().filter(o -> o.bytes == null).toList(), middle, null);
    byte[] bytes = image.toByteArray();
    filled.forEach(symbol -> relocate(symbol, bytes, (int) symbol.address, table));
    long size = (end + align - 1) / align * align;
    own.forEach(symbol -> symbol.address -= size);
    return new ThreadStorage(bytes, size, align);
  }

  private List<Program.DataObject> named() {
    return objects.stream()
        .filter(o -> !o.name.isEmpty() && o.type.size > 0 && !o.threadLocal)
        .sorted(Comparator.comparingLong(object -> object.address))
        .map(Linker::named)
        .toList();
  }

  private static Program.DataObject named(Symbol symbol) {
    boolean array = symbol.type.is(Type.Kind.ARRAY) && symbol.type.base().size > 0;
    long element = array ? symbol.type.base().size : symbol.type.size;
    return new Program.DataObject(symbol.name, symbol.address, symbol.type.size, element);
  }

  private static long pageUp(long address) {
    return (address + PAGE - 1) / PAGE * PAGE;
  }

  /// Gives symbols addresses one behind the other.
  ///
  /// @param bytes takes what they hold, unless it is null
  private static long place(
      List<Symbol> symbols, long from, @Nullable ByteArrayOutputStream bytes) {
    long at = from;
    for (Symbol symbol : symbols) {
      int align = Math.max(1, Math.max(symbol.align, symbol.type.align));
      long aligned = (at + align - 1) / align * align;
      symbol.address = aligned;
      byte[] content = symbol.bytes;
      if (bytes != null && content != null) {
        bytes.writeBytes(new byte[(int) (aligned - at)]);
        bytes.writeBytes(content);
      }
      at = aligned + (content != null ? content.length : Math.max(0, symbol.type.size));
    }
    return at;
  }

  private void checkSegments(Symbol start, int instructions, long end) {
    if (Program.pointer(model, instructions) > SEGMENT || end > SEGMENT - STACK) {
      diagnostics.error(
          start.declared.place(),
          "the program does not fit into segments of 64 KiB",
          instructions + " instructions, and " + end + " bytes of data and 16 KiB of stack");
    }
  }

  private static long paragraphUp(long address) {
    return (address + PARAGRAPH - 1) / PARAGRAPH * PARAGRAPH;
  }

  private long addressOf(Symbol named, List<Function> table) {
    Symbol symbol = named.resolved();
    if (symbol.labelOf != null) {
      Function function = table.get((int) symbol.labelOf.symbol.address);
      return Program.pointer(model, function.entry() + (int) symbol.address);
    }
    if (symbol.absent) {
      return 0;
    }
    return symbol.isFunction()
        ? Program.pointer(model, table.get((int) symbol.address).entry())
        : symbol.address;
  }

  private void relocate(Symbol symbol, byte[] data, int base, List<Function> table) {
    for (Symbol.Relocation r : symbol.relocations) {
      Symbol less = r.less();
      long from = less == null ? 0 : addressOf(less, table);
      long value = addressOf(r.target(), table) - from + r.addend();
      for (int i = 0; i < r.size(); i++) {
        data[base + r.offset() + i] = (byte) (value >>> 8 * i);
      }
    }
  }

  private void resolve(Code code, long[] words, int base, List<Function> table, int constants) {
    for (int i = base; i < base + code.size; i++) {
      int op = Op.op(words[i]);
      int to = Op.isBranch(op) ? base : op == Op.LDC ? constants : 0;
      words[i] = Op.word(op, Op.d(words[i]), Op.a(words[i]), Op.b(words[i]) + to);
    }
    for (Code.Fixup fixup : code.fixups) {
      long word = words[base + fixup.at()];
      long value =
          Op.op(word) == Op.CALL || Op.op(word) == Op.JR
              ? fixup.symbol().resolved().address
              : addressOf(fixup.symbol(), table) + fixup.offset();
      words[base + fixup.at()] =
          Op.word(Op.op(word), Op.d(word), Op.a(word), Math.toIntExact(value));
    }
  }
}

package dev.ringfence.c.gen;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.c.Program.ThreadStorage;
import dev.ringfence.c.ast.FunctionBody;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Source;
import dev.ringfence.machine.DataModel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a program lies in memory: functions and objects get their places, and their addresses go
/// where they are used.
final class ProgramLayout {
  private static final int PAGE = 4096;
  private static final int PARAGRAPH = 16;
  private static final long SEGMENT = 1 << 16;
  private static final long STACK = 16 << 10;

  private final DataModel model = Types.current().model();
  private final Map<Symbol, Code> functions;
  private final List<Symbol> objects;
  private final List<Source> sources;
  private final Diagnostics diagnostics;

  /// @param functions in the order of their places
  /// @param sources by the numbers that lines have them
  ProgramLayout(
      Map<Symbol, Code> functions,
      List<Symbol> objects,
      List<Source> sources,
      Diagnostics diagnostics) {
    this.functions = functions;
    this.objects = objects;
    this.sources = sources;
    this.diagnostics = diagnostics;
  }

  /// Lays it all out.
  ///
  /// @param start where a process begins
  Program program(String name, Symbol start) {
    List<Function> table = functionTable();
    int size = functions.values().stream().mapToInt(code -> code.size).sum();
    boolean segmented = model.isSegmented();
    long rodataBase = segmented ? Program.FIRST_OFFSET : pageUp(Program.address(size));
    ByteArrayOutputStream rodata = new ByteArrayOutputStream();
    List<Symbol> constant = objects.stream().filter(ProgramLayout::isReadOnly).toList();
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

  /// The functions, by the numbers that their symbols get as addresses.
  private List<Function> functionTable() {
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
    return table;
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
        .map(ProgramLayout::named)
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

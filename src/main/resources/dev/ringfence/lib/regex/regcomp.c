#include <bits/regex.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A compiler by recursive descent. Each part leaves its code at the end of the program; what is
   repeated is copied as often as it must be there. */
struct compiler {
  struct __regex *to;
  const char *at;
  int extended, error, depth;
  unsigned closed; /* which of the first groups are complete: what may be referred to */
};

static void fail(struct compiler *c, int error) {
  if (!c->error)
    c->error = error;
}

static struct __instruction *emit(struct compiler *c, int op, int value) {
  struct __regex *to = c->to;
  if (to->count == to->room) {
    int room = to->room ? 2 * to->room : 32;
    struct __instruction *more =
        room > 1 << 20 ? NULL : realloc(to->code, room * sizeof *more);
    if (!more) {
      static struct __instruction spare;
      fail(c, REG_ESPACE);
      return &spare;
    }
    to->code = more;
    to->room = room;
  }
  struct __instruction *made = &to->code[to->count++];
  memset(made, 0, sizeof *made);
  made->op = op;
  made->value = value;
  return made;
}

/* Makes room for an instruction before what was compiled from `from` on. Jumps are relative. */
static struct __instruction *insert(struct compiler *c, int from, int op) {
  emit(c, op, 0);
  if (c->error)
    return emit(c, op, 0);
  struct __instruction *code = c->to->code;
  memmove(code + from + 1, code + from, (c->to->count - 1 - from) * sizeof *code);
  memset(code + from, 0, sizeof *code);
  code[from].op = op;
  return code + from;
}

static void copy(struct compiler *c, int from, int size) {
  for (int i = 0; i < size && !c->error; i++) {
    struct __instruction one = c->to->code[from + i];
    struct __instruction *made = emit(c, one.op, 0);
    if (!c->error)
      *made = one;
  }
}

static void repeat(struct compiler *c, int from, int least, int most) {
  int size = c->to->count - from;
  if (most == 0) {
    c->to->count = from;
    return;
  }
  for (int i = 1; i < least; i++)
    copy(c, from, size);
  int last = least > 0 ? c->to->count - size : from;
  if (most < 0) {
    if (least > 0) {
      emit(c, __SPLIT, last - c->to->count);
      c->to->code[c->to->count - 1].other = 1;
    } else {
      struct __instruction *split = insert(c, from, __SPLIT);
      split->value = 1;
      split->other = size + 2;
      emit(c, __JUMP, from - c->to->count);
    }
    return;
  }
  int optional = most - (least > 0 ? least : 1);
  if (least == 0) {
    struct __instruction *split = insert(c, from, __SPLIT);
    split->value = 1;
    split->other = size + 1;
    from++;
  }
  /* Each further copy is reached only through the one before. */
  for (int i = 0; i < optional && !c->error; i++) {
    struct __instruction *split = emit(c, __SPLIT, 1);
    split->other = (optional - i) * (size + 1);
    copy(c, from, size);
  }
}

static void set(unsigned char *bits, int b) { bits[b / 8] |= 1 << b % 8; }

static int in_class(const char *name, size_t length, unsigned char *bits) {
  static const struct {
    const char *name;
    int (*is)(int);
  } classes[] = {{"alpha", isalpha}, {"digit", isdigit}, {"alnum", isalnum}, {"space", isspace},
                 {"upper", isupper}, {"lower", islower}, {"punct", ispunct}, {"print", isprint},
                 {"graph", isgraph}, {"cntrl", iscntrl}, {"xdigit", isxdigit}, {"blank", isblank}};
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
    if (strlen(classes[i].name) == length && !strncmp(classes[i].name, name, length)) {
      for (int b = 0; b < 256; b++)
        if (classes[i].is(b))
          set(bits, b);
      return 1;
    }
  return 0;
}

/* One end of a range: a byte, or one in `[.x.]` or `[=x=]`. */
static int range_end(struct compiler *c) {
  if (c->at[0] == '[' && (c->at[1] == '.' || c->at[1] == '=')) {
    char kind = c->at[1];
    if (!c->at[2] || c->at[3] != kind || c->at[4] != ']') {
      fail(c, strchr(c->at, ']') ? REG_ECOLLATE : REG_EBRACK);
      return 0;
    }
    c->at += 5;
    return (unsigned char)c->at[-3];
  }
  return (unsigned char)*c->at++;
}

static void bracket(struct compiler *c) {
  unsigned char bits[32] = {0};
  int not = *c->at == '^';
  if (not)
    c->at++;
  for (int first = 1; first || *c->at != ']'; first = 0) {
    if (!*c->at || c->error) {
      fail(c, REG_EBRACK);
      return;
    }
    const char *end;
    if (c->at[0] == '[' && c->at[1] == ':') {
      if (!(end = strstr(c->at + 2, ":]"))) {
        fail(c, REG_EBRACK);
        return;
      }
      if (!in_class(c->at + 2, end - c->at - 2, bits))
        fail(c, REG_ECTYPE);
      c->at = end + 2;
      continue;
    }
    int from = range_end(c), to = from;
    if (c->at[0] == '-' && c->at[1] && c->at[1] != ']') {
      c->at++;
      to = range_end(c);
      if (to < from)
        fail(c, REG_ERANGE);
    }
    for (; from <= to; from++)
      set(bits, from);
  }
  c->at++;
  if (c->to->flags & REG_ICASE)
    for (int b = 0; b < 256; b++)
      if (bits[b / 8] >> b % 8 & 1) {
        set(bits, toupper(b));
        set(bits, tolower(b));
      }
  if (not) {
    for (int i = 0; i < 32; i++)
      bits[i] = ~bits[i];
    if (c->to->flags & REG_NEWLINE)
      bits['\n' / 8] &= ~(1 << '\n' % 8);
  }
  memcpy(emit(c, __SET, 0)->set, bits, sizeof bits);
}

static void word_class(struct compiler *c, int kind) {
  unsigned char bits[32] = {0};
  for (int b = 0; b < 256; b++)
    if (((tolower(kind) == 'w' ? isalnum(b) || b == '_' : isspace(b)) != 0) == (islower(kind) != 0))
      set(bits, b);
  memcpy(emit(c, __SET, 0)->set, bits, sizeof bits);
}

static void literal(struct compiler *c, int byte) {
  emit(c, __BYTE, c->to->flags & REG_ICASE ? tolower(byte) : byte);
}

static void alternatives(struct compiler *c);

static int closes(struct compiler *c) {
  return c->extended ? c->at[0] == ')' && c->depth > 0
                     : c->at[0] == '\\' && c->at[1] == ')' && c->depth > 0;
}

static int bar(struct compiler *c) {
  return c->extended ? c->at[0] == '|' : c->at[0] == '\\' && c->at[1] == '|';
}

static void group(struct compiler *c) {
  int number = ++c->to->groups;
  emit(c, __SAVE, 2 * number);
  c->depth++;
  alternatives(c);
  if (!closes(c))
    fail(c, REG_EPAREN);
  else
    c->at += c->extended ? 1 : 2;
  c->depth--;
  emit(c, __SAVE, 2 * number + 1);
  if (number < 10)
    c->closed |= 1 << number;
}

static void escaped(struct compiler *c) {
  char e = *c->at++;
  switch (e) {
  case 0:
    c->at--;
    fail(c, REG_EESCAPE);
    break;
  case 'w':
  case 'W':
  case 's':
  case 'S':
    word_class(c, e);
    break;
  case 'b':
    emit(c, __BOUNDARY, 0);
    break;
  case 'B':
    emit(c, __NO_BOUNDARY, 0);
    break;
  case '<':
    emit(c, __WORD_BEGIN, 0);
    break;
  case '>':
    emit(c, __WORD_END, 0);
    break;
  case '`':
    emit(c, __TEXT_BEGIN, 0);
    break;
  case '\'':
    emit(c, __TEXT_END, 0);
    break;
  default:
    if (e >= '1' && e <= '9') {
      if (!(c->closed >> (e - '0') & 1))
        fail(c, REG_ESUBREG);
      c->to->refers = 1;
      emit(c, __REFERENCE, e - '0');
    } else if (!c->extended && e == '(') {
      group(c);
    } else if (!c->extended && e == ')') {
      fail(c, REG_EPAREN);
    } else if (!c->extended && e == '{') {
      fail(c, REG_BADRPT);
    } else {
      literal(c, (unsigned char)e);
    }
  }
}

/* Whether `$` stands where a basic expression has it as an anchor. */
static int anchors_end(struct compiler *c) {
  return c->extended || !*c->at || c->at[0] == '\\' && (c->at[1] == ')' || c->at[1] == '|');
}

/* One thing that can be repeated. `first` is whether nothing stands before it. */
static void atom(struct compiler *c, int first) {
  char a = *c->at++;
  switch (a) {
  case '[':
    bracket(c);
    return;
  case '.':
    emit(c, __ANY, 0);
    return;
  case '\\':
    escaped(c);
    return;
  case '^':
    if (c->extended || first)
      emit(c, __LINE_BEGIN, 0);
    else
      literal(c, '^');
    return;
  case '$':
    if (anchors_end(c))
      emit(c, __LINE_END, 0);
    else
      literal(c, '$');
    return;
  case '(':
    if (c->extended) {
      group(c);
      return;
    }
    break;
  case '*':
  case '+':
  case '?':
    if (c->extended)
      fail(c, REG_BADRPT);
    break;
  case '{':
    if (c->extended)
      fail(c, REG_BADRPT);
    break;
  }
  literal(c, (unsigned char)a);
}

static int number(struct compiler *c) {
  if (!isdigit((unsigned char)*c->at))
    return -1;
  int n = 0;
  while (isdigit((unsigned char)*c->at) && n <= RE_DUP_MAX)
    n = 10 * n + *c->at++ - '0';
  return n;
}

/* What follows `{`. */
static void bounds(struct compiler *c, int from) {
  int least = number(c), most = least;
  if (*c->at == ',') {
    c->at++;
    most = number(c);
    if (least < 0)
      least = 0;
  } else if (least < 0) {
    fail(c, *c->at ? REG_BADBR : REG_EBRACE);
    return;
  }
  if (!c->extended && *c->at == '\\')
    c->at++;
  if (*c->at != '}') {
    fail(c, *c->at ? REG_BADBR : REG_EBRACE);
    return;
  }
  c->at++;
  if (most >= 0 && least > most || least > RE_DUP_MAX || most > RE_DUP_MAX)
    fail(c, least > RE_DUP_MAX || most > RE_DUP_MAX ? REG_ESPACE : REG_BADBR);
  else
    repeat(c, from, least, most);
}

/* An atom with what repeats it. */
static void piece(struct compiler *c, int first) {
  int from = c->to->count;
  int star = !c->extended && first && *c->at == '*';
  if (star) {
    c->at++;
    literal(c, '*');
  } else {
    atom(c, first);
  }
  int anchor = c->to->count == from + 1 && c->to->code[from].op == __LINE_BEGIN;
  while (!c->error) {
    const char *at = c->at;
    int escaped = !c->extended && at[0] == '\\';
    char op = escaped ? at[1] : at[0];
    if (op == '*' && !escaped) {
      c->at++;
      if (anchor && !c->extended)
        literal(c, '*');
      else
        repeat(c, from, 0, -1);
    } else if ((op == '+' || op == '?') && escaped != c->extended) {
      c->at += escaped ? 2 : 1;
      repeat(c, from, op == '+', op == '+' ? -1 : 1);
    } else if (op == '{' && escaped != c->extended) {
      c->at += escaped ? 2 : 1;
      bounds(c, from);
    } else {
      break;
    }
  }
}

static void sequence(struct compiler *c) {
  for (int first = 1; !c->error && *c->at && !closes(c) && !bar(c); first = 0)
    piece(c, first);
}

static void alternatives(struct compiler *c) {
  int from = c->to->count;
  sequence(c);
  if (c->error || !bar(c))
    return;
  c->at += c->extended ? 1 : 2;
  int size = c->to->count - from;
  struct __instruction *split = insert(c, from, __SPLIT);
  split->value = 1;
  split->other = size + 2;
  int jump = c->to->count;
  emit(c, __JUMP, 0);
  alternatives(c);
  if (!c->error)
    c->to->code[jump].value = c->to->count - jump;
}

int regcomp(regex_t *restrict regex, const char *restrict pattern, int flags) {
  struct __regex *program = calloc(1, sizeof *program);
  regex->__program = program;
  if (!program)
    return REG_ESPACE;
  program->flags = flags;
  struct compiler c = {program, pattern, (flags & REG_EXTENDED) != 0};
  alternatives(&c);
  if (!c.error && *c.at)
    fail(&c, REG_EPAREN);
  emit(&c, __MATCHED, 0);
  regex->re_nsub = program->groups;
  if (c.error)
    regfree(regex);
  return c.error;
}

void regfree(regex_t *regex) {
  if (regex->__program) {
    free(regex->__program->code);
    free(regex->__program);
    regex->__program = NULL;
  }
}

size_t regerror(int code, const regex_t *restrict regex, char *restrict to, size_t size) {
  static const char *const texts[] = {"Success",
                                      "No match",
                                      "Invalid regular expression",
                                      "Invalid collation character",
                                      "Invalid character class name",
                                      "Trailing backslash",
                                      "Invalid back reference",
                                      "Unmatched [, [^, [:, [., or [=",
                                      "Unmatched ( or \\(",
                                      "Unmatched \\{",
                                      "Invalid content of \\{\\}",
                                      "Invalid range end",
                                      "Memory exhausted",
                                      "Invalid preceding regular expression"};
  const char *text = code >= 0 && code <= REG_BADRPT ? texts[code] : "Unknown error";
  size_t length = strlen(text) + 1;
  if (size > 0) {
    size_t part = length < size ? length : size;
    memcpy(to, text, part - 1);
    to[part - 1] = 0;
  }
  return length;
}

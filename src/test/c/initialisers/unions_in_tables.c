// Tables of tagged unions, initialised by name and by the first member.
#include <stdio.h>

enum kind { NUMBER, TEXT, PAIR, FUNCTION };
struct value {
  enum kind kind;
  union { long number; const char *text; struct { short a, b; } pair; int (*function)(int); };
};

static int half(int n) { return n / 2; }
static const struct value table[] = {
  {NUMBER, {42}},
  {TEXT, {.text = "text"}},
  {PAIR, {.pair = {1, -2}}},
  {.kind = FUNCTION, .function = half},
  {PAIR, {.pair.b = 9}},
  {NUMBER},
};

static void show(struct value v) {
  switch (v.kind) {
    case NUMBER: printf("%ld\n", v.number); break;
    case TEXT: printf("%s\n", v.text); break;
    case PAIR: printf("%d %d\n", v.pair.a, v.pair.b); break;
    case FUNCTION: printf("%d\n", v.function(9)); break;
  }
}

int main(void) {
  for (unsigned i = 0; i < sizeof table / sizeof *table; i++) show(table[i]);
  struct value local[] = {table[1], {.kind = NUMBER, .number = -1}};
  show(local[0]);
  show(local[1]);
  return 0;
}

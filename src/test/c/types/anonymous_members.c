// Members of structures and unions without a name belong to the one around them.
#include <stddef.h>
#include <stdio.h>

struct value {
  int kind;
  union {
    long number;
    struct { char first, second; short rest; };
    char bytes[8];
  };
  struct { int x; struct { int y, z; }; } inner;
};

struct packet {
  union { struct { unsigned low, high; }; unsigned long whole; };
  struct { char tag; };
};

static long total(struct value v) { return v.number + v.inner.x + v.inner.y + v.inner.z; }

int main(void) {
  struct value v = {1, {.number = 0x4443424100}, {5, {6, 7}}};
  printf("%d %d %c%c\n", v.kind, v.first, v.bytes[1], v.bytes[2]);
  v.second = 'Z';
  v.rest = 0x3131;
  printf("%lx %ld\n", v.number, total(v) & 0xff);
  struct value *p = &v;
  p->inner.z = 70;
  p->first = 1;
  printf("%lx %d\n", p->number, p->inner.z);
  printf("%zu %zu %zu\n", offsetof(struct value, rest), offsetof(struct value, inner), sizeof(struct value));
  struct packet k = {.low = 1, .high = 2, .tag = 't'};
  printf("%lx %c %zu\n", k.whole, k.tag, sizeof k);
  struct packet m = {{.whole = 0x500000006}, {'m'}};
  printf("%u %u %c\n", m.low, m.high, m.tag);
  struct value w = {.bytes = "abc", .inner = {.y = 2}};
  printf("%s %d %d\n", w.bytes, w.inner.y, w.kind);
  return 0;
}

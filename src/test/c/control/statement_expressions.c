// Statement expressions and typeof, as system programs use them.
#include <stdio.h>

#define max(a, b) ({ typeof(a) _a = (a); typeof(b) _b = (b); _a > _b ? _a : _b; })
#define swap(a, b) do { __typeof__(a) _t = a; a = b; b = _t; } while (0)
#define container_of(p, type, member) ({ \
  const typeof(((type *)0)->member) *_m = (p); \
  (type *)((char *)_m - __builtin_offsetof(type, member)); })

struct list { struct list *next; };
struct item { int value; struct list link; };

static int calls;
static int count(int n) { calls++; return n; }

int main(void) {
  printf("%d\n", max(count(3), count(7)));
  printf("%d\n", calls);
  long a = 5, b = 6;
  swap(a, b);
  printf("%ld %ld\n", a, b);
  struct item items[3] = {{10, {&items[1].link}}, {20, {&items[2].link}}, {30}};
  for (struct list *l = &items[0].link; l; l = l->next) printf("%d ", container_of(l, struct item, link)->value);
  puts("");
  int n = ({ int t = 0; for (int i = 0; i < 5; i++) t += i; t; });
  printf("%d\n", n);
  printf("%d\n", 1 + ({ 2; }) * ({ int x = 3; x + ({ x * 2; }); }));
  typeof(n) m = n;
  typeof(int *) p = &m;
  typeof(items[0].link) *q = &items[0].link;
  printf("%d %d\n", *p, q->next == &items[1].link);
  ({ if (n > 5) puts("in a statement"); });
  struct item i = ({ struct item t = {.value = 4}; t; });
  printf("%d\n", i.value);
  return ({ int r = 3; r; });
}

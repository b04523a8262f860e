// Macros that look like statements, arguments evaluated once or twice, parentheses that matter.
#include <stdio.h>

#define BAD_SQUARE(x) x * x
#define SQUARE(x) ((x) * (x))
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define SWAP(t, a, b) do { t tmp_ = (a); (a) = (b); (b) = tmp_; } while (0)
#define CHECK(c) if (!(c)) printf("not %s\n", #c); else printf("%s\n", #c)
#define FOREVER for (;;)
#define UNTIL(c) while (!(c))
#define begin {
#define end }
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define DECLARE(type, ...) type __VA_ARGS__
#define unless(c) if (!(c))
#define COMMA ,
#define NOTHING

static int calls;
static int next(void) { return ++calls; }

int main(void) begin
  printf("%d %d\n", BAD_SQUARE(1 + 2), SQUARE(1 + 2));
  printf("%d\n", 100 / BAD_SQUARE(5));
  int m = MIN(next(), 100);
  printf("%d %d\n", m, calls);
  int a = 1, b = 2;
  if (a < b) SWAP(int, a, b);
  else puts("never");
  printf("%d %d\n", a, b);
  CHECK(a == 2);
  CHECK("text, with comma"[0] == 'x');
  int n = 0;
  FOREVER begin if (++n == 5) break; end
  do n--; UNTIL(n < 3);
  printf("%d\n", n);
  DECLARE(int, list[] = {1, 2, 3});
  printf("%zu\n", ARRAY_SIZE(list));
  unless (n) puts("never"); else puts("unless");
  printf("%d %d\n" COMMA 7 COMMA 8);
  NOTHING NOTHING;
  printf("%d\n" NOTHING, 9 NOTHING);
  int next = 5;
  printf("%d\n", next);
  return 0;
end

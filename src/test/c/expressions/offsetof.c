// offsetof is a constant expression, also with members of members and elements.
#include <stddef.h>
#include <stdio.h>

struct in { char c; int list[3]; };
struct s { int a; char b[5]; struct in in; long l; };

enum { A = offsetof(struct s, l), B = offsetof(struct s, in.list[2]) };
static char c[offsetof(struct s, b[3])];
_Static_assert(offsetof(struct s, a) == 0, "the first");

int main(void) {
  struct s s;
  printf("%d %d %zu\n", A, B, sizeof c);
  printf("%d\n", (char *)&s.in.list[2] - (char *)&s == B);
  switch (B) {
    case offsetof(struct s, b): puts("b"); break;
    case offsetof(struct s, in.list[2]): puts("in.list[2]"); break;
  }
  size_t i = 1;
  printf("%zu\n", offsetof(struct s, b) + i);
  return offsetof(struct in, list);
}

// Names of types as members, labels, parameters, variables and tags.
#include <stdio.h>

typedef int T;
typedef struct T { T T; } S;
struct holder { T T; S S; };

static int f(T T) { return T + 1; }
static T g(int S) {
  T x = S;
  {
    T T = x * 2;
    x = T;
  }
  return (T)x;
}
enum T2 { T3 = 3 };

int main(void) {
  struct T s = {4};
  S u = s;
  struct holder h = {.T = 5, .S = {6}};
  goto T;
T:
  printf("%d %d %d %d\n", s.T, u.T, h.T, h.S.T);
  printf("%d %d\n", f(1), g(10));
  T (y) = 7;
  printf("%d %zu\n", y, sizeof(T));
  {
    int T = 8;
    printf("%d %zu\n", T * 2, sizeof(T));
  }
  T(*p) = &y;
  printf("%d %d\n", *p, T3);
  return 0;
}

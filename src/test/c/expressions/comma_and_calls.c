// Calls through pointers, of results of calls, with commas inside arguments.
#include <stdio.h>

typedef int (*op)(int, int);

static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static op choose(char c) { return c == '+' ? add : sub; }
static int apply(op f, int a, int b) { return (*f)(a, b); }
static int (*nested(int n))(const char *) { return n ? puts : NULL; }
static int total(int n, int list[n]) {
  int t = 0;
  for (int i = 0; i < n; i++) t += list[i];
  return t;
}
static void nothing(void) {}
static int twice(int x) { return x * 2; }

struct ops { const char *name; op function; };

int main(void) {
  struct ops table[] = {{"add", add}, {"sub", &sub}, {0, 0}};
  for (struct ops *o = table; o->name; o++) printf("%s %d\n", o->name, o->function(7, 3));
  printf("%d %d\n", choose('+')(1, 2), choose('-')(1, 2));
  printf("%d\n", apply(choose('-'), (1, 5), 3));
  nested(1)("through two calls");
  printf("%d\n", (****add)(4, 5));
  printf("%d\n", total(3, (int[]){4, 5, 6}));
  (nothing)();
  (*nothing)();
  int x;
  x = 1, 2;
  printf("%d\n", x);
  x = (1, 2);
  printf("%d\n", x);
  printf("%d\n", twice(twice(twice(3))));
  op array[2][2] = {{add, sub}, {sub, add}};
  printf("%d\n", array[1][0](9, 4) + array[1][1](9, 4));
  int (*const constant)(int) = twice;
  printf("%d\n", constant(21));
  for (int i = 0, j = 10; i < j; i += 3, j--) printf("%d-%d ", i, j);
  puts("");
  return 0;
}

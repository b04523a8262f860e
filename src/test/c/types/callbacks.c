// Callbacks with a context: folds, maps, filters, iteration with early end.
#include <stdbool.h>
#include <stdio.h>

typedef bool (*visitor)(int value, void *context);
struct tree { int value; const struct tree *left, *right; };

static bool visit(const struct tree *t, visitor f, void *context) {
  return !t || (visit(t->left, f, context) && f(t->value, context) && visit(t->right, f, context));
}
static bool sum(int v, void *context) { *(long *)context += v; return true; }
static bool print(int v, void *context) { printf("%s%d", (const char *)context, v); return true; }
struct find { int at_least, found, steps; };
static bool find(int v, void *context) {
  struct find *f = context;
  f->steps++;
  if (v < f->at_least) return true;
  f->found = v;
  return false;
}
static int fold(const int *v, int n, int (*f)(int, int), int start) {
  while (n-- > 0) start = f(start, *v++);
  return start;
}
static int add(int a, int b) { return a + b; }
static int larger(int a, int b) { return a > b ? a : b; }

int main(void) {
  const struct tree a = {1}, c = {7}, b = {4, &a, &c}, e = {15}, d = {10, &b, &e};
  long total = 0;
  printf("%d %ld\n", visit(&d, sum, &total), total + 0 * total);
  visit(&d, print, " ");
  puts("");
  struct find f = {5};
  bool whole = visit(&d, find, &f);
  printf("%d %d %d\n", whole, f.found, f.steps);
  int v[] = {3, 9, -4, 6};
  printf("%d %d\n", fold(v, 4, add, 0), fold(v, 4, larger, v[0]));
  return 0;
}

// Declarations of pointers to functions, arrays of them, functions that return them.
#include <stdio.h>
#include <stdlib.h>

static int one(void) { return 1; }
static int two(void) { return 2; }
static int (*get(int n))(void) { return n == 1 ? one : two; }
static int (*(*getter)(int))(void) = get;
static int (*list[3])(void) = {one, two};
static int (*(*pointer)[3])(void) = &list;
static char *(*const text[])(char *, int) = {0};

typedef struct shape shape;
struct shape { const char *name; int (*area)(const shape *); void (*grow)(shape *, int); int w, h; };

static int box(const shape *s) { return s->w * s->h; }
static int triangle(const shape *s) { return s->w * s->h / 2; }
static void both(shape *s, int n) { s->w += n; s->h += n; }
static void wide(shape *s, int n) { s->w *= n; }

static int compare(const void *a, const void *b) {
  const shape *const *x = a, *const *y = b;
  return (*x)->area(*x) - (*y)->area(*y);
}

static void each(shape **s, int n, void f(shape *, int), int by) {
  for (int i = 0; i < n; i++) f ? f(s[i], by) : s[i]->grow(s[i], by);
}

int main(void) {
  printf("%d %d\n", get(1)(), getter(2)());
  printf("%d %d\n", list[0](), (*pointer)[1]());
  printf("%d %zu\n", text[0] == NULL, sizeof list);
  shape a = {"a", box, both, 3, 4}, b = {"b", triangle, wide, 5, 6}, c = {"c", box, wide, 2, 2};
  shape *all[] = {&a, &b, &c};
  for (int round = 0; round < 3; round++) {
    qsort(all, 3, sizeof *all, compare);
    for (int i = 0; i < 3; i++) printf("%s%d ", all[i]->name, all[i]->area(all[i]));
    puts("");
    each(all, 3, round ? both : NULL, 2);
  }
  int (*f)(void) = NULL;
  if (!f) f = one;
  printf("%d\n", f() + (*f)() + (&*f)());
  return 0;
}

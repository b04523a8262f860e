// Compound literals: addresses, arrays, in calls, in loops, as lvalues, at file scope.
#include <stdio.h>
#include <string.h>

struct point { int x, y; };
static struct point *origin = &(struct point){3, 4};
static int *numbers = (int[]){1, 2, 3};

static int dot(struct point a, struct point b) { return a.x * b.x + a.y * b.y; }
static int sum(const int *list) {
  int s = 0;
  while (*list) s += *list++;
  return s;
}
static struct point *later(struct point *p) { p->x++; return p; }

int main(void) {
  printf("%d %d %d\n", origin->x, numbers[2], dot(*origin, (struct point){1, 2}));
  printf("%d\n", sum((int[]){4, 5, 6, 0}));
  struct point p = (struct point){.y = 9};
  printf("%d %d\n", p.x, p.y);
  p = (struct point){p.y, p.x};
  printf("%d %d\n", p.x, p.y);
  printf("%d\n", ((struct point){7, 8}).y);
  printf("%d\n", later(&(struct point){1})->x);
  struct point *list[3];
  for (int i = 0; i < 3; i++) {
    struct point q = *(list[i] = &(struct point){i, i * i});
    printf("%d ", q.y);
  }
  puts("");
  printf("%d\n", (int){5} + (char){'a'});
  (int){3}++;
  int *n = &(int){10};
  *n += 5;
  printf("%d\n", *n);
  char *text = (char[]){"modifiable"};
  text[0] = 'M';
  puts(text);
  printf("%zu %zu\n", sizeof(int[]){1, 2, 3}, sizeof((char[10]){0}));
  const char *words[] = {(char[]){'h', 'i', 0}, "there"};
  printf("%s %s\n", words[0], words[1]);
  printf("%d\n", ((int[]){1, 2, 3})[1]);
  printf("%d\n", (&(struct point){11, 12})->y);
  int k = 0;
again:;
  int *same = &(int){k};
  if (k++ < 2) goto again;
  printf("%d\n", *same);
  struct wrap { struct point p[2]; } w = {.p = {{1}, (struct point){5, 6}}};
  printf("%d %d\n", w.p[0].x, w.p[1].y);
  return 0;
}

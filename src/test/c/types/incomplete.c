// Types that are completed later, or never where only a pointer is needed.
#include <stdio.h>

struct opaque;
struct later;
typedef struct later later;
extern int numbers[];
union choice;

static void use(struct opaque *o) { printf("%d\n", o == 0); }
static int sum(later *l);
static int first(void) { return numbers[0]; }

struct later { int a, b; union choice *c; };
union choice { int n; char text[4]; };
int numbers[] = {7, 8, 9};

static int sum(later *l) { return l->a + l->b + (l->c ? l->c->n : 0); }

struct outer {
  struct inner { int x; } in;
  struct outer *up;
};

static int shadow(void) {
  struct later { char c; } l = {'l'};
  return sizeof l;
}

static struct point { int x, y; } origin = {1, 2};

int main(void) {
  use(0);
  union choice c = {100};
  later l = {1, 2, &c};
  printf("%d %d %zu\n", sum(&l), first(), sizeof numbers);
  struct inner i = {5};
  struct outer o = {i, &o};
  printf("%d\n", o.up->up->in.x);
  printf("%d %zu\n", shadow(), sizeof(struct later));
  struct point p = origin;
  printf("%d %d\n", p.x, p.y);
  {
    struct point { char name[3]; };
    printf("%zu\n", sizeof(struct point));
    struct point *q = 0;
    (void)q;
  }
  printf("%zu\n", sizeof(struct point));
  struct opaque *list[3] = {0};
  printf("%zu\n", sizeof list);
  return 0;
}

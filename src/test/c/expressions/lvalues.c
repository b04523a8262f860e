// What may stand on the left of an assignment.
#include <stdio.h>

struct s { int a[3]; struct s *next; };
static int storage[4];
static int *cell(int i) { return &storage[i]; }
static struct s *self(struct s *s) { return s; }

int main(void) {
  int x = 1, y = 2, *p = &x, **q = &p, a[2][2] = {{0}};
  struct s s = {{1, 2, 3}, &s};
  (x) = 5;
  *&x += 1;
  **q = *p + 1;
  *q = &y;
  *p = 9;
  *(x > 3 ? &x : &y) = 20;
  (*(int(*)[2])a[1])[1] = 4;
  1[a[0]] = 7;
  *cell(2) = 3;
  cell(0)[3] = 8;
  self(&s)->a[1] = 50;
  (*self(&s)).a[2]++;
  s.next->next->next->a[0] = -1;
  ((char *)&x)[1] = 1;
  *(short *)&storage[1] = -2;
  printf("%d %d %d %d\n", x, y, a[1][1], a[0][1]);
  for (int i = 0; i < 4; i++) printf("%d ", storage[i]);
  printf("%d %d %d\n", s.a[0], s.a[1], s.a[2]);
  return 0;
}

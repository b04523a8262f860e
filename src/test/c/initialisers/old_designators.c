// Designators in gcc's old form: `name: value` for members and `[index] value` for elements.
#include <stdio.h>

struct point {
  int x, y;
};

struct shape {
  const char *name;
  struct point centre;
  int sides[3];
  union {
    int whole;
    float real;
  };
};

static struct shape shapes[] = {
    [1] {name: "second", centre: {y: 2}, sides: {[2] 9}},
    [0] {name: "first", centre: {x: 1, y: 5}, real: 2.5f},
};

int main(void) {
  struct point p = {y: shapes[1].sides[2], x: 4};
  for (int i = 0; i < 2; i++) {
    struct shape *s = &shapes[i];
    printf("%s (%d, %d) %d\n", s->name, s->centre.x, s->centre.y, s->sides[2]);
  }
  printf("%g %d %d\n", shapes[0].real, p.x, p.y);
  return 0;
}

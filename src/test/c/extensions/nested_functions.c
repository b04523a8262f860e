// Nested functions: what they see of the functions around, pointers to them, recursion, and jumps out of them.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct point {
  int x, y;
};

static int each(const int *from, int count, int (*visit)(int)) {
  int total = 0;
  while (count-- > 0)
    total += visit(*from++);
  return total;
}

static int weighted(const int *from, int count, int weight) {
  int calls = 0;
  int visit(int value) {
    calls++;
    return value * weight;
  }
  int total = each(from, count, visit);
  return total * 100 + calls;
}

// Each level has a function of its own, which calls that of the level that made it.
static int chain(int depth, int (*before)(void)) {
  int own(void) {
    return depth + (before ? 10 * before() : 0);
  }
  return depth == 3 ? own() : chain(depth + 1, own);
}

// Knuth's test of whether such pointers know their activation.
static int boy(int k, int (*x1)(void), int (*x2)(void), int (*x3)(void), int (*x4)(void), int (*x5)(void)) {
  int man(void) {
    k--;
    return boy(k, man, x1, x2, x3, x4);
  }
  return k <= 0 ? x4() + x5() : man();
}

static int one(void) {
  return 1;
}

static int minus(void) {
  return -1;
}

static int zero(void) {
  return 0;
}

static int find(const int *from, int count, int wanted) {
  __label__ found;
  int steps = 0, at = -1;
  int visit(int value) {
    if (value == wanted) {
      at = steps;
      goto found;
    }
    return steps++;
  }
  each(from, count, visit);
  return -1;
found:
  return at;
}

int main(void) {
  int numbers[] = {5, 3, 8, 1};
  double scale = 1.5;
  struct point origin = {1, 2};
  static int hidden = 40;
  auto int later(int);
  struct point moved(struct point by, int times) {
    struct point result = {origin.x + by.x * times, origin.y + by.y * times};
    return result;
  }
  int sum(int count, ...) {
    va_list list;
    va_start(list, count);
    int total = hidden;
    while (count--)
      total += numbers[va_arg(list, int)];
    va_end(list);
    return total;
  }
  double outer(double x) {
    double inner(double y) {
      scale += 1;
      return x * y * scale;
    }
    return inner(2) + inner(3);
  }
  int compare(const void *a, const void *b) {
    hidden++;
    return *(const int *)a - *(const int *)b;
  }
  int factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }
  printf("%d %d\n", weighted(numbers, 4, 2), weighted(numbers, 2, 10));
  printf("%d\n", chain(1, NULL));
  printf("%d\n", boy(8, one, minus, minus, one, zero));
  printf("%d %d\n", find(numbers, 4, 8), find(numbers, 4, 7));
  printf("%d %d\n", moved((struct point){10, 20}, 3).y, later(4));
  double product = outer(2);
  printf("%d %g %g\n", sum(2, 0, 3), product, scale);
  struct point (*pointer)(struct point, int) = moved;
  int (*variadic)(int, ...) = sum;
  origin.x = 7;
  printf("%d %d\n", pointer((struct point){1, 1}, 1).x, variadic(3, 0, 1, 2));
  qsort(numbers, 4, sizeof *numbers, compare);
  printf("%d %d %d %d\n", numbers[0], numbers[3], hidden > 40, factorial(6));
  int later(int n) {
    return n * numbers[1];
  }
  for (int i = 0; i < 600; i++)
    origin.y += weighted(numbers, 1, i) % 7;
  printf("%d\n", origin.y);
  return 0;
}

// __int128 and unsigned __int128: operators, conversions, parameters, results, members, and initialisers.
#include <stdarg.h>
#include <stdio.h>

typedef __int128 wide;
typedef unsigned __int128 uwide;

static const uwide seed = (uwide)0x9e3779b97f4a7c15 << 64 | 0xf39cc0605cedc835;
static wide table[] = {1, -2, (wide)1 << 100, ((wide)5 << 80) / -3};
static struct {
  char tag;
  wide value;
} boxed = {'b', -7};

static void show(uwide x) {
  printf("%016lx%016lx ", (unsigned long)(x >> 64), (unsigned long)x);
}

static void decimal(wide x) {
  char digits[45];
  int n = sizeof digits;
  uwide rest = x < 0 ? -(uwide)x : x;
  digits[--n] = 0;
  do
    digits[--n] = '0' + rest % 10;
  while (rest /= 10);
  printf("%s%s ", x < 0 ? "-" : "", &digits[n]);
}

static wide sum(int count, ...) {
  va_list list;
  va_start(list, count);
  wide total = 0;
  while (count--)
    total += va_arg(list, wide);
  va_end(list);
  return total;
}

static wide apply(wide (*f)(wide, wide), wide a, wide b) {
  return f(a, b);
}

static wide mean(wide a, wide b) {
  return a / 2 + b / 2 + (a % 2 + b % 2) / 2;
}

static void operators(uwide a, uwide b, int shift) {
  show(a + b), show(a - b), show(a * b), printf("\n");
  show(a / b), show(a % b), show((wide)a / (wide)b), show((wide)a % (wide)b), printf("\n");
  show(a & b), show(a | ~b), show(a ^ -b), printf("\n");
  show(a << shift), show(a >> shift), show((wide)a >> shift), printf("\n");
  printf("%d%d%d%d%d%d", a < b, a <= b, a > b, a >= b, a == b, a != b);
  printf("%d%d%d%d ", (wide)a < (wide)b, (wide)a <= (wide)b, !a, a && b);
  printf("%.17g %.17g %.9g %ld\n", (double)a, (double)(wide)a, (float)b, (long)a);
}

int main(void) {
  uwide x = seed, y = 3;
  for (int i = 0; i < 24; i++) {
    operators(x, y, i * 11 % 128);
    x = x * seed + i;
    y = y * 0x1000193 + (x >> (i * 5));
    if (i % 3 == 0)
      y >>= i * 5;
    y |= 1;
  }
  for (int i = 0; i < 4; i++)
    decimal(table[i]);
  decimal(boxed.value++), decimal(--boxed.value), decimal(boxed.value *= boxed.value);
  decimal(sum(3, table[0], (wide)40, boxed.value)), decimal(apply(mean, 7, -3)), printf("\n");
  wide w = 1e25, v = -1e25;
  decimal(w), decimal(v), decimal((uwide)2e38), printf("\n");
  w += 2.5, v <<= 3, w ^= v;
  decimal(w), decimal(v), decimal(w > v ? w : 5), printf("\n");
  int rounds = 0;
  for (wide i = (wide)1 << 70; i; i >>= 9)
    rounds++;
  _Bool truth = (wide)1 << 90;
  printf("%d %d %zu %zu\n", rounds, truth, sizeof w, _Alignof(wide));
  printf("%d %d\n", _Generic(w + 1u, wide: 1, uwide: 2), _Generic(w + y, wide: 1, uwide: 2));
  return 0;
}

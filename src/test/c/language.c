/* Expressions, types and control of C, each printed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct point { int x; long y; char c; };
union word { unsigned u; unsigned char b[4]; };
enum colour { RED, GREEN = 5, BLUE };
typedef int (*operation)(int, int);

static int add(int a, int b) { return a + b; }
static int mul(int a, int b) { return a * b; }
static operation table[] = {add, mul};
static const char *names[] = {"zero", "one", [3] = "three"};
static struct point origin = {1, 2, 'c'};
static struct point many[2] = {{.y = 7}, {3, 4, 'd'}};
static int matrix[2][3] = {1, 2, 3, {4, 5}};
static int *into = &matrix[1][1];
static unsigned long big = 0x123456789abcdef0UL;

static struct point moved(struct point p, int by) { p.x += by; return p; }
static long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static int counter(void) { static int n = 10; return n++; }

static int day(int n) {
  switch (n) {
    case 1: return 10;
    case 2:
    case 3: n *= 2;
    default: return n;
    case 6 ... 9: return -n;
  }
}

int main(void) {
  int i = 7, *p = &i;
  unsigned u = 3;
  long l = -5;
  char c = 200;
  unsigned char uc = 200;
  short s = -3;
  printf("%d %d %d %d %d\n", i / 2, -i / 2, -i % 3, i << 3, -i >> 1);
  printf("%u %u %u\n", u - 4, u * 0x80000000u, -u);
  printf("%ld %lu %lx\n", l / 2, (unsigned long)l, big >> 4);
  printf("%d %d %d %d\n", c, uc, s, (unsigned short)s);
  printf("%d %d %d\n", l < u, (unsigned)-1 > 5, -1 < 5u);
  printf("%d ", i++ + 1); printf("%d ", ++i); printf("%d\n", i--);
  *p += 5; i <<= 1; i ^= 3; uc += 100; s = s * 30000;
  printf("%d %d %d\n", i, uc, s);
  printf("%s %s %s\n", names[0], names[1], names[3]);
  printf("%d %d %ld\n", table[0](3, 4), table[1](3, 4), (long)sizeof table / sizeof *table);
  printf("%d %ld %c %zu\n", origin.x, many[0].y, many[1].c, sizeof(struct point));
  struct point q = moved(origin, 41), *r = &q;
  printf("%d %d %ld\n", q.x, origin.x, r->y);
  union word w = {0x01020304};
  printf("%d %d %zu\n", w.b[0], w.b[3], sizeof w);
  printf("%d %d %d\n", RED, GREEN, BLUE);
  printf("%d %d %d\n", matrix[0][2], *into, into[-1]);
  printf("%ld\n", fib(20));
  printf("%d %d %d\n", counter(), counter(), counter() > 11);
  for (int n = 0; n < 8; n++) printf("%d ", day(n));
  printf("\n");
  int total = 0;
  for (i = 0; i < 100; i++) {
    if (i % 2) continue;
    if (i > 50) break;
    total += i;
  }
  do total--; while (total % 10);
  printf("%d %d\n", i, total);
  i = 0;
again:
  if (++i < 5) goto again;
  printf("%d %s\n", i, i == 5 && total ? "yes" : "no");
  char text[20] = "abc", copy[] = "xyz";
  strcat(text, copy);
  printf("[%-8s] [%8s] [%.2s] %zu %d\n", text, text, text, strlen(text), strcmp(text, copy) < 0);
  printf("[%05d] [%-5d] [%+d] [%x] [%#o] [%5.3d] [%c] [%%] [%hhd]\n", 42, 42, 42, 255, 8, 7, 'z', 300);
  printf("%d\n", (int)((char *)&matrix[1] - (char *)matrix));
  int *heap = malloc(10 * sizeof *heap);
  for (i = 0; i < 10; i++) heap[i] = (i * 7) % 10;
  int sum = 0;
  for (int *e = heap; e < heap + 10; e++) sum = sum * 3 + *e;
  printf("%d\n", sum);
  free(heap);
  _Bool yes = 42;
  printf("%d\n", yes);
  return 3;
}

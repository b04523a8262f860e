// Far pointers: their size, their arithmetic, and what they point to.
#include <dos.h>
#include <stdio.h>
#include <string.h>

struct part {
  int a;
  char b;
  long c;
  struct { int d[3]; } e;
  unsigned f : 5;
  int g : 7;
  double h;
  char far *next;
};

int numbers[4] = {1, 2, 3, 4};
struct part one;
char far *screen = (char far *)0xB8000000L;

int sum(int far *v, int n) {
  int s = 0;
  while (n-- > 0) s += *v++;
  return s;
}

long total(const struct part far *x) {
  return x->a + x->b + x->c + x->e.d[1] + x->f + x->g;
}

int main(void) {
  int x = 7;
  int far *fx = &x;
  printf("%u %u\n", sizeof(char far *), sizeof(char *));
  printf("%x:%x\n", FP_SEG(screen), FP_OFF(screen + 5));
  printf("%d %d\n", FP_SEG(fx) == FP_SEG(numbers), FP_OFF(fx) == (unsigned)&x);
  printf("%d %d\n", sum(numbers, 4), *fx);
  *fx = 9;
  fx[0]++;
  (*fx) += 5;
  printf("%d\n", x);

  struct part far *q = &one;
  q->a = -3;
  q->b = 'x';
  q->c = 100000L;
  q->e.d[1] = 44;
  q->f = 17;
  q->g = -20;
  q->h = 2.5;
  q->next = "text";
  printf("%d %c %ld %d %d %d %g\n", one.a, one.b, one.c, one.e.d[1], one.f, one.g, one.h);
  printf("%ld %c%c\n", total(q), q->next[0], *(q->next + 3));
  int far *r = q->e.d;
  r[2] = 5;
  printf("%d %d\n", one.e.d[2], (int)(&q->e.d[2] - r));

  char far *p = (char far *)numbers;
  p += 2;
  printf("%d\n", *p);
  p--;
  --p;
  printf("%d %d\n", *p, p == (char far *)numbers);
  char *near_again = (char *)p;
  printf("%d\n", *near_again);

  char copy[10];
  _fmemcpy(copy, "abcdef", 7);
  printf("%s %u\n", copy, _fstrlen("four"));
  p = MK_FP(0x2000, 0xFFFF);
  p++;
  printf("%x:%x\n", FP_SEG(p), FP_OFF(p));
  p -= 1;
  printf("%x:%x\n", FP_SEG(p), FP_OFF(p));

  int far *nothing = 0;
  if (fx) puts("set");
  if (!nothing) puts("null");
  float f = 1.5f;
  float far *ff = &f;
  *ff *= 2;
  printf("%g\n", f);
  poke(FP_SEG(numbers), FP_OFF(numbers) + 2, 77);
  printf("%d %d\n", numbers[1], peek(FP_SEG(numbers), FP_OFF(numbers) + 2));
  return 0;
}

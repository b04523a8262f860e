// ++ and -- before and after, on all types of objects.
#include <stdio.h>

struct pair { unsigned char c; short s; long l; };

int main(void) {
  unsigned char c = 255;
  signed char sc = 127;
  unsigned short us = 0;
  short s = 32767;
  unsigned u = 0;
  _Bool b = 0;
  long l = -1;
  printf("%d ", c++);
  printf("%d\n", c);
  printf("%d ", sc++);
  printf("%d\n", sc);
  printf("%d ", us--);
  printf("%d\n", us);
  printf("%d ", ++s);
  printf("%d\n", s--);
  printf("%u ", --u);
  printf("%u\n", u);
  printf("%d ", b++);
  printf("%d ", b++);
  printf("%d ", b--);
  printf("%d ", b--);
  printf("%d\n", b);
  printf("%ld ", ++l);
  printf("%ld\n", l);
  struct pair many[3] = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, *p = many;
  printf("%ld ", (p++)->l);
  printf("%ld ", p->l++);
  printf("%d ", (++p)->s);
  printf("%d ", p->c--);
  printf("%d %ld\n", p->c, many[1].l);
  char text[] = "abc", *t = text;
  ++*t;
  (*++t)++;
  printf("%s %c\n", text, *t);
  int array[2][3] = {{1, 2, 3}, {4, 5, 6}}, (*row)[3] = array;
  row++;
  printf("%d %d\n", (*row)[0]++, **row);
  void *v = array;
  v++;
  printf("%d\n", (int)((char *)v - (char *)array));
  return 0;
}

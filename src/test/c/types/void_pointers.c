// void pointers: generic swap, memory as bytes, comparison, conversion without casts.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void swap(void *a, void *b, size_t size) {
  unsigned char *x = a, *y = b;
  while (size--) {
    unsigned char t = *x;
    *x++ = *y;
    *y++ = t;
  }
}
static void reverse(void *base, size_t n, size_t size) {
  char *lo = base, *hi = lo + n * size;
  while (lo < (hi -= size)) swap(lo, hi, size), lo += size;
}
static void dump(const void *p, size_t n) {
  for (const unsigned char *b = p; n--; b++) printf("%02x ", *b);
  puts("");
}

int main(void) {
  int a = 1, b = 2, v[] = {1, 2, 3, 4, 5};
  swap(&a, &b, sizeof a);
  printf("%d %d\n", a, b);
  reverse(v, 5, sizeof *v);
  for (int i = 0; i < 5; i++) printf("%d ", v[i]);
  char text[] = "reversed";
  reverse(text, 8, 1);
  puts(text);
  dump(&(int){0x01020304}, 4);
  dump("text", 5);
  long l = -2;
  dump(&l, sizeof l);
  void *p = v, *q = &v[1];
  printf("%d %d %td\n", p < q, p == v, (char *)q - (char *)p);
  int *i = p;
  printf("%d\n", i[4]);
  const void *c = text;
  printf("%s\n", (const char *)c + 4);
  void **pp = &p;
  *pp = q;
  printf("%d\n", *(int *)p);
  return 0;
}

// Arrays without elements, structures without members, and arithmetic on void pointers.
#include <stdio.h>
#include <string.h>

struct empty {};
struct header { int n; char data[0]; };
struct with { struct empty e; int i; };

int main(void) {
  int none[0];
  struct with w = {.i = 5};
  struct empty a, b = a;
  char buffer[16];
  struct header *h = (struct header *)buffer;
  h->n = 3;
  strcpy(h->data, "abc");
  printf("%zu %zu %zu %zu\n", sizeof none, sizeof(struct empty), sizeof(struct header), sizeof w);
  printf("%s %d\n", buffer + 4, w.i);
  void *p = buffer, *q = p + 5;
  printf("%c %td\n", *(char *)q, q - p);
  printf("%zu %zu\n", sizeof(void), sizeof(main));
  (void)b;
  return 0;
}

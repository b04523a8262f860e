// A null pointer ends a program with SIGSEGV, and what stdio holds is lost.
#include <stdio.h>

struct node { int value; struct node *next; };

int main(void) {
  struct node a = {1, 0};
  printf("%d\n", a.value);
  fflush(stdout);
  printf("lost\n");
  return a.next->value;
}

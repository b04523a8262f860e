// Names for the assembler, aliases of functions and objects, and weak symbols that are defined nowhere.
#include <stdio.h>

int spoken(int) __asm__("written");
int written(int x) {
  return x + 1;
}

int renamed asm("its_name") = 3;
extern int its_name;

static int original(void) {
  return 7;
}
int same(void) __attribute__((alias("original")));
int before(void) __attribute__((weak, alias("behind")));
int behind(void) {
  return 8;
}

int object[2] = {1, 2};
extern int other[2] __attribute__((alias("object")));

extern void missing(void) __attribute__((weak));
extern int nowhere __attribute__((weak));
static int reference(void) __attribute__((weakref("unknown_function")));
__attribute__((weak)) int present(void) {
  return 9;
}

int main(void) {
  register int counted asm("ebx") = 5;
  printf("%d %d\n", spoken(1), its_name);
  printf("%d %d %d\n", same(), before(), same == original);
  other[1] = 6;
  printf("%d %d\n", object[1], other == object);
  printf("%d %d %d\n", missing == 0, &nowhere == 0, reference == 0);
  if (missing)
    missing();
  printf("%d %d\n", present(), counted);
  return 0;
}

// Casts between integers of all widths, pointers and integers.
#include <stdint.h>
#include <stdio.h>

int main(void) {
  long l = 0x1234567890abcdef;
  printf("%x %hx %hhx\n", (int)l, (short)l, (char)l);
  printf("%d %d %d\n", (int)l, (short)l, (signed char)l);
  printf("%u %u %u\n", (unsigned)l, (unsigned short)l, (unsigned char)l);
  printf("%ld %ld\n", (long)(int)l, (long)(unsigned)l);
  printf("%lx %lx\n", (long)(short)0x8000, (long)(unsigned short)0x8000);
  printf("%d\n", (int)(char)255);
  printf("%d\n", (char)(unsigned char)(char)200 == (char)200);
  printf("%d %d\n", (_Bool)2, (_Bool)0.5);
  printf("%lu\n", (unsigned long)-1);
  printf("%lu\n", (unsigned long)(unsigned)-1);
  int a[2] = {1, 2};
  uintptr_t n = (uintptr_t)&a[1] - (uintptr_t)a;
  printf("%lu\n", n);
  printf("%d\n", *(int *)((uintptr_t)a + sizeof(int)));
  void *v = (void *)0x1000;
  printf("%p %ld\n", v, (intptr_t)v);
  char bytes[8] = {1, 2, 3, 4, 5, 6, 7, (char)0x88};
  printf("%x %lx\n", *(int *)bytes, *(unsigned long *)bytes);
  printf("%x\n", *(unsigned short *)(bytes + 3));
  int (*f)(const char *) = (int (*)(const char *))(void *)puts;
  f("through a cast");
  (void)l;
  printf("%d\n", (signed char)(signed char)127 + 1);
  enum { A = -1 };
  printf("%u\n", (unsigned)A);
  return (char)300;
}

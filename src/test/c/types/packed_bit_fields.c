// Packed bit-fields follow each other without gaps, even across nine bytes; #pragma pack packs them too.
#include <stdio.h>
#include <string.h>

struct attribute {
  unsigned head : 5;
  unsigned long wide : 62;
  int tail : 9;
} __attribute__((packed));

#pragma pack(push, 1)
struct pragma {
  int head : 12;
  unsigned char small : 7;
  long long wide : 63;
  char last : 4 __attribute__((aligned(16)));
};
#pragma pack(4)
struct loose {
  char first;
  int second : 30;
  long long third : 40;
};
#pragma pack(pop)

static void dump(const void *object, int size) {
  const unsigned char *byte = object;
  while (size-- > 0)
    printf("%02x", *byte++);
  printf("\n");
}

int main(void) {
  struct attribute a;
  struct pragma p;
  struct loose l;
  memset(&a, 0, sizeof a);
  memset(&p, 0, sizeof p);
  memset(&l, 0, sizeof l);
  a.wide = 0x3edcba9876543210;
  a.tail = -200;
  p.wide = -1;
  p.small = 0x55;
  p.last = 5;
  l.third = 0x123456789a;
  dump(&a, sizeof a);
  dump(&p, sizeof p);
  dump(&l, sizeof l);
  a.wide += 0x1111;
  a.head--;
  p.wide >>= 3;
  printf("%llx %d %u\n", (unsigned long long)a.wide, a.tail, a.head);
  printf("%lld %d %d\n", (long long)p.wide, p.small, p.last);
  printf("%zu %zu %zu\n", sizeof a, sizeof p, sizeof l);
  return 0;
}

// Bit-fields wider than an int are computed with in their own width, as gcc does it.
#include <stdio.h>

struct wide {
  unsigned long long low : 33;
  long long middle : 35;
  unsigned long high : 40;
};

static void show(const char *what, unsigned long long value) {
  printf("%s %llx\n", what, value);
}

int main(void) {
  struct wide w = {0x1ffffffff, -1, 0xff12345678};
  show("wraps", w.low + 1);
  show("left", w.low << 4);
  show("right", w.low >> 1);
  show("minus", -w.low);
  show("complement", ~w.low);
  show("product", w.low * w.low);
  show("as long", w.low + 1L);
  show("wider", w.low + w.high);
  show("middle", w.middle - 1);
  show("stored", (w.low = ~0ULL) + 1);
  show("before", w.low--);
  show("after", w.low);
  show("chosen", (w.middle ? w.low : 0u) + 2);
  printf("%d %d\n", w.low > -1, w.low - 0x1ffffffff < 0);
  printf("%d %zu\n", w.high + 0 == 0xff12345678, sizeof(w.low + 1));
  struct small {
    unsigned three : 3;
  } s = {6};
  printf("%d %d\n", s.three - 7 < 0, (s.three = 9) - 2 < 0);
  return 0;
}

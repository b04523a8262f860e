#include <ringfence.h>

long random_uniform(long a, long b) {
  return a + (long)(__random() % ((unsigned long)b - a + 1));
}

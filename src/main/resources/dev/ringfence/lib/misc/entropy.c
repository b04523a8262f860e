#include <errno.h>
#include <ringfence.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>

/* Random bytes come from the run's seed, and are the same in each run with it. */
ssize_t getrandom(void *to, size_t size, unsigned flags) {
  char *bytes = to;
  for (size_t i = 0; i < size; i++)
    bytes[i] = __random() >> 20;
  return size;
}

int getentropy(void *to, size_t size) {
  if (size > 256) {
    errno = EIO;
    return -1;
  }
  getrandom(to, size, 0);
  return 0;
}

uint32_t arc4random(void) { return __random() >> 20; }
void arc4random_buf(void *to, size_t size) { getrandom(to, size, 0); }
uint32_t arc4random_uniform(uint32_t bound) { return bound ? (__random() >> 20) % bound : 0; }

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

/* The additive feedback generators of random(3): each number is the sum of two earlier ones, `degree`
   and `degree - separation` back. Degree 0 is a linear congruential one. */
static const int degrees[] = {0, 7, 15, 31, 63};
static const int separations[] = {0, 3, 1, 3, 1};
static const int sizes[] = {8, 32, 64, 128, 256};

/* A state begins with a word for its type and where it stands: five times that, plus the type. */
static int initial[32];
static int *numbers;
static int type = 3, front, rear;

static void start(unsigned seed) {
  int word = seed ? seed : 1;
  numbers[0] = word;
  if (type == 0)
    return;
  for (int i = 1; i < degrees[type]; i++) {
    int64_t next = INT64_C(16807) * word % 2147483647;
    word = next < 0 ? next + 2147483647 : next;
    numbers[i] = word;
  }
  front = separations[type];
  rear = 0;
  for (int i = 0; i < 10 * degrees[type]; i++)
    random();
}

static void ready(void) {
  if (!numbers) {
    numbers = initial + 1;
    start(1);
  }
}

void srandom(unsigned seed) {
  if (!numbers)
    numbers = initial + 1;
  start(seed);
}

long random(void) {
  ready();
  if (type == 0)
    return numbers[0] = (numbers[0] * 1103515245U + 12345U) & 0x7fffffff;
  unsigned next = (unsigned)numbers[front] + (unsigned)numbers[rear];
  numbers[front] = next;
  if (++front == degrees[type])
    front = 0;
  if (++rear == degrees[type])
    rear = 0;
  return next >> 1;
}

static char *save(void) {
  numbers[-1] = type == 0 ? 0 : 5 * rear + type;
  return (char *)(numbers - 1);
}

char *initstate(unsigned seed, char *state, size_t size) {
  ready();
  char *old = save();
  if (size < 8) {
    errno = EINVAL;
    return NULL;
  }
  for (type = 4; size < sizes[type]; type--)
    ;
  numbers = (int *)state + 1;
  start(seed);
  save();
  return old;
}

char *setstate(char *state) {
  ready();
  char *old = save();
  int word = *(int *)state;
  type = word % 5;
  numbers = (int *)state + 1;
  if (type != 0) {
    rear = word / 5;
    front = (rear + separations[type]) % degrees[type];
  }
  return old;
}

void srand(unsigned seed) { srandom(seed); }
int rand(void) { return random(); }

int rand_r(unsigned *seed) {
  unsigned next = *seed * 1103515245 + 12345;
  int result = next / 65536 % 2048;
  next = next * 1103515245 + 12345;
  result = result << 10 ^ next / 65536 % 1024;
  next = next * 1103515245 + 12345;
  result = result << 10 ^ next / 65536 % 1024;
  *seed = next;
  return result;
}

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The linear congruential generator of 48 bits that drand48(3) describes. */
static unsigned short state[3] = {0, 0, 0}, before[3];
static uint64_t factor = 0x5DEECE66D;
static unsigned short addend = 0xB;

static uint64_t step(unsigned short x[3]) {
  uint64_t value = (uint64_t)x[2] << 32 | (uint64_t)x[1] << 16 | x[0];
  value = (value * factor + addend) & 0xFFFFFFFFFFFF;
  x[0] = value;
  x[1] = value >> 16;
  x[2] = value >> 32;
  return value;
}

long nrand48(unsigned short x[3]) { return step(x) >> 17; }
long jrand48(unsigned short x[3]) { return (int32_t)(step(x) >> 16); }
double erand48(unsigned short x[3]) { return step(x) / 281474976710656.0; }
double drand48(void) { return erand48(state); }
long lrand48(void) { return nrand48(state); }
long mrand48(void) { return jrand48(state); }

void srand48(long seed) {
  state[0] = 0x330E;
  state[1] = seed;
  state[2] = seed >> 16;
  factor = 0x5DEECE66D;
  addend = 0xB;
}

unsigned short *seed48(unsigned short seed[3]) {
  memcpy(before, state, sizeof before);
  memcpy(state, seed, sizeof state);
  factor = 0x5DEECE66D;
  addend = 0xB;
  return before;
}

void lcong48(unsigned short parameters[7]) {
  memcpy(state, parameters, sizeof state);
  factor = (uint64_t)parameters[5] << 32 | (uint64_t)parameters[4] << 16 | parameters[3];
  addend = parameters[6];
}

#include <errno.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

/* What instructions of inline assembly do. The time-stamp counter counts nanoseconds. */
uint64_t __asm_time_stamp(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000ULL + now.tv_nsec;
}

long long __asm_system_call(long long number, long long a, long long b, long long c, long long d,
                            long long e, long long f) {
  int saved = errno;
  long long result = syscall(number, a, b, c, d, e, f);
  if (result == -1)
    result = -errno;
  errno = saved;
  return result;
}

int __asm_ctz(unsigned long long x) { return __builtin_ctzll(x); }
int __asm_clz(unsigned long long x) { return 63 - __builtin_clzll(x); }
unsigned long long __asm_popcount(unsigned long long x) { return __builtin_popcountll(x); }
unsigned long long __asm_bswap32(unsigned long long x) { return __builtin_bswap32(x); }
unsigned long long __asm_bswap64(unsigned long long x) { return __builtin_bswap64(x); }

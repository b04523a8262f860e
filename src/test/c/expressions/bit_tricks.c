// Well-known tricks with bits, each checked against a plain loop.
#include <stdint.h>
#include <stdio.h>

static int count(uint32_t v) {
  v = v - ((v >> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >> 2) & 0x33333333);
  return (((v + (v >> 4)) & 0xF0F0F0F) * 0x1010101) >> 24;
}

static uint32_t reverse(uint32_t v) {
  v = ((v >> 1) & 0x55555555) | ((v & 0x55555555) << 1);
  v = ((v >> 2) & 0x33333333) | ((v & 0x33333333) << 2);
  v = ((v >> 4) & 0x0F0F0F0F) | ((v & 0x0F0F0F0F) << 4);
  v = ((v >> 8) & 0x00FF00FF) | ((v & 0x00FF00FF) << 8);
  return (v >> 16) | (v << 16);
}

static uint32_t rotate(uint32_t v, int n) { return v << (n & 31) | v >> (-n & 31); }

static int slow_count(uint32_t v) {
  int n = 0;
  for (; v; v &= v - 1) n++;
  return n;
}

int main(void) {
  uint32_t v = 1;
  int bad = 0;
  for (int i = 0; i < 200; i++) {
    v = v * 1664525 + 1013904223;
    bad += count(v) != slow_count(v);
    bad += reverse(reverse(v)) != v;
    bad += rotate(rotate(v, i), -i) != v;
  }
  printf("%d %x %x\n", bad, reverse(0x12345678), rotate(0x80000001, 4));
  uint64_t w = 0x0123456789abcdef;
  printf("%lx\n", w << 32 | w >> 32);
  int x = -37, mask = x >> 31;
  printf("%d\n", (x + mask) ^ mask);
  int a = 5, b = 9;
  a ^= b, b ^= a, a ^= b;
  printf("%d %d\n", a, b);
  printf("%d %d\n", (v & -v) != 0, (64 & (64 - 1)) == 0);
  uint8_t crc = 0xff;
  for (const char *s = "123456789"; *s; s++) {
    crc ^= *s;
    for (int k = 0; k < 8; k++) crc = crc & 0x80 ? crc << 1 ^ 0x31 : crc << 1;
  }
  printf("%x\n", crc);
  return 0;
}

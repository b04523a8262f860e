static inline unsigned short bswap_16(unsigned short x) { return x >> 8 | x << 8; }
static inline unsigned bswap_32(unsigned x) {
  return x >> 24 | x >> 8 & 0xff00 | x << 8 & 0xff0000 | x << 24;
}
static inline unsigned long bswap_64(unsigned long x) {
  return (unsigned long)bswap_32(x) << 32 | bswap_32(x >> 32);
}

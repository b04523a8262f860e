// The operations on __int128, which the compiler calls. A value is a pair of halves.

struct pair {
  unsigned long low, high;
};

struct pair __int128_from_signed(long x) {
  return (struct pair){x, x >> 63};
}

struct pair __int128_from_unsigned(unsigned long x) {
  return (struct pair){x, 0};
}

struct pair __int128_add(struct pair a, struct pair b) {
  unsigned long low = a.low + b.low;
  return (struct pair){low, a.high + b.high + (low < a.low)};
}

struct pair __int128_subtract(struct pair a, struct pair b) {
  return (struct pair){a.low - b.low, a.high - b.high - (a.low < b.low)};
}

struct pair __int128_and(struct pair a, struct pair b) {
  return (struct pair){a.low & b.low, a.high & b.high};
}

struct pair __int128_or(struct pair a, struct pair b) {
  return (struct pair){a.low | b.low, a.high | b.high};
}

struct pair __int128_xor(struct pair a, struct pair b) {
  return (struct pair){a.low ^ b.low, a.high ^ b.high};
}

int __int128_equal(struct pair a, struct pair b) {
  return a.low == b.low && a.high == b.high;
}

int __int128_less_unsigned(struct pair a, struct pair b) {
  return a.high < b.high || a.high == b.high && a.low < b.low;
}

int __int128_less_signed(struct pair a, struct pair b) {
  return (long)a.high < (long)b.high || a.high == b.high && a.low < b.low;
}

struct pair __int128_left(struct pair a, int count) {
  count &= 127;
  if (count == 0)
    return a;
  if (count >= 64)
    return (struct pair){0, a.low << (count - 64)};
  return (struct pair){a.low << count, a.high << count | a.low >> (64 - count)};
}

// Shifts to the right, with copies of a bit in front.
static struct pair right(struct pair a, int count, unsigned long front) {
  count &= 127;
  if (count == 0)
    return a;
  if (count == 64)
    return (struct pair){a.high, front};
  if (count > 64)
    return (struct pair){a.high >> (count - 64) | front << (128 - count), front};
  return (struct pair){a.low >> count | a.high << (64 - count), a.high >> count | front << (64 - count)};
}

struct pair __int128_right_unsigned(struct pair a, int count) {
  return right(a, count, 0);
}

struct pair __int128_right_signed(struct pair a, int count) {
  return right(a, count, (long)a.high >> 63);
}

// The product of two halves, from those of their own halves.
static struct pair product(unsigned long a, unsigned long b) {
  unsigned long mask = 0xffffffff;
  unsigned long low = (a & mask) * (b & mask);
  unsigned long first = (a >> 32) * (b & mask) + (low >> 32);
  unsigned long second = (a & mask) * (b >> 32) + (first & mask);
  return (struct pair){second << 32 | low & mask, (a >> 32) * (b >> 32) + (first >> 32) + (second >> 32)};
}

struct pair __int128_multiply(struct pair a, struct pair b) {
  struct pair p = product(a.low, b.low);
  p.high += a.low * b.high + a.high * b.low;
  return p;
}

// Divides bit by bit, unless one half holds both operands. Division by zero is a fault.
static struct pair divide(struct pair a, struct pair b, struct pair *remainder) {
  if (!(a.high | b.high)) {
    *remainder = (struct pair){a.low % b.low, 0};
    return (struct pair){a.low / b.low, 0};
  }
  if (!(b.low | b.high))
    b.low = 1 / b.low;
  struct pair quotient = {0, 0}, rest = {0, 0};
  for (int i = 127; i >= 0; i--) {
    rest = __int128_left(rest, 1);
    rest.low |= (i >= 64 ? a.high >> (i - 64) : a.low >> i) & 1;
    if (!__int128_less_unsigned(rest, b)) {
      rest = __int128_subtract(rest, b);
      if (i >= 64)
        quotient.high |= 1UL << (i - 64);
      else
        quotient.low |= 1UL << i;
    }
  }
  *remainder = rest;
  return quotient;
}

struct pair __int128_divide_unsigned(struct pair a, struct pair b) {
  struct pair rest;
  return divide(a, b, &rest);
}

struct pair __int128_remainder_unsigned(struct pair a, struct pair b) {
  struct pair rest;
  divide(a, b, &rest);
  return rest;
}

static struct pair negative(struct pair a) {
  return __int128_subtract((struct pair){0, 0}, a);
}

static struct pair magnitude(struct pair a) {
  return (long)a.high < 0 ? negative(a) : a;
}

struct pair __int128_divide_signed(struct pair a, struct pair b) {
  struct pair rest, quotient = divide(magnitude(a), magnitude(b), &rest);
  return (long)(a.high ^ b.high) < 0 ? negative(quotient) : quotient;
}

struct pair __int128_remainder_signed(struct pair a, struct pair b) {
  struct pair rest;
  divide(magnitude(a), magnitude(b), &rest);
  return (long)a.high < 0 ? negative(rest) : rest;
}

// The upper 64 bits of a number whose first bit is set, the last of them telling whether more follows.
static unsigned long leading(struct pair *a, int *exponent) {
  int zeros = __builtin_clzl(a->high);
  struct pair shifted = __int128_left(*a, zeros);
  *exponent = 64 - zeros;
  return shifted.high | (shifted.low != 0);
}

double __int128_to_double_unsigned(struct pair a) {
  int exponent;
  if (!a.high)
    return a.low;
  double top = leading(&a, &exponent);
  return exponent == 64 ? top * 0x1p64 : top * (1UL << exponent);
}

double __int128_to_double_signed(struct pair a) {
  double size = __int128_to_double_unsigned(magnitude(a));
  return (long)a.high < 0 ? -size : size;
}

float __int128_to_float_unsigned(struct pair a) {
  int exponent;
  if (!a.high)
    return a.low;
  float top = leading(&a, &exponent);
  return exponent == 64 ? top * 0x1p64f : top * (1UL << exponent);
}

float __int128_to_float_signed(struct pair a) {
  float size = __int128_to_float_unsigned(magnitude(a));
  return (long)a.high < 0 ? -size : size;
}

struct pair __int128_from_double_unsigned(double x) {
  if (x < 0x1p64)
    return (struct pair){x < 0 ? (long)x : (unsigned long)x, x <= -1 ? -1 : 0};
  unsigned long high = x / 0x1p64;
  return (struct pair){x - high * 0x1p64, high};
}

struct pair __int128_from_double(double x) {
  struct pair size = __int128_from_double_unsigned(x < 0 ? -x : x);
  return x < 0 ? negative(size) : size;
}

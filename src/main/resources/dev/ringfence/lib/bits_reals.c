#include <bits/reals.h>
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

/* A double is a binary fraction, so it has a finite decimal expansion: at most 309 digits before the point
   and 1074 behind it. All of them are computed, and then rounded once. */
#define MOST_DIGITS 1400
#define GROUP 1000000000u /* nine digits at a time */

struct decimal {
  char digit[MOST_DIGITS + 2]; /* significant ones, the first at 1: rounding may need one in front */
  int count;
  int point; /* how many of them stand before the point; may be negative */
};

static uint64_t bits_of(double value) {
  uint64_t bits;
  memcpy(&bits, &value, 8);
  return bits;
}

static void put_group(struct decimal *d, uint32_t group, int leading) {
  char text[9];
  for (int i = 9; i-- > 0; group /= 10)
    text[i] = group % 10;
  for (int i = 0; i < 9; i++)
    if (d->count > 0 || text[i] != 0)
      d->digit[1 + d->count++] = text[i];
    else if (leading)
      d->point--;
}

/* The digits of mantissa * 2^exponent. */
static void expand(struct decimal *d, uint64_t mantissa, int exponent) {
  d->count = 0;
  d->point = 0;
  if (mantissa == 0)
    return;
  while (!(mantissa & 1)) {
    mantissa >>= 1;
    exponent++;
  }
  uint32_t big[40]; /* the integral part, in groups, the lowest first */
  int groups = 0;
  uint64_t whole = exponent >= 0 ? mantissa : exponent > -64 ? mantissa >> -exponent : 0;
  for (; whole; whole /= GROUP)
    big[groups++] = whole % GROUP;
  for (int left = exponent; left > 0;) {
    int by = left < 29 ? left : 29;
    uint64_t carry = 0;
    for (int i = 0; i < groups; i++) {
      carry += (uint64_t)big[i] << by;
      big[i] = carry % GROUP;
      carry /= GROUP;
    }
    if (carry)
      big[groups++] = carry;
    left -= by;
  }
  for (int i = groups; i-- > 0;)
    put_group(d, big[i], 0);
  d->point = d->count;
  if (exponent >= 0)
    return;
  /* The fraction in words of 32 bits, the lowest first: its bits below the point, aligned to a word. */
  uint32_t fraction[36];
  int words = (-exponent + 31) / 32;
  memset(fraction, 0, sizeof fraction);
  int shift = words * 32 + exponent;
  uint64_t part = exponent > -64 ? mantissa & ~(~UINT64_C(0) << -exponent) : mantissa;
  fraction[0] = part << shift;
  if (words > 1)
    fraction[1] = part >> (32 - shift);
  if (words > 2 && shift > 0)
    fraction[2] = part >> (64 - shift);
  else if (words > 2)
    fraction[2] = 0;
  int low = 0, high = words < 3 ? words : 3;
  while (low < words) {
    uint64_t carry = 0;
    for (int i = low; i < high; i++) {
      carry += (uint64_t)fraction[i] * GROUP;
      fraction[i] = carry;
      carry >>= 32;
    }
    if (high < words) {
      fraction[high++] = carry;
      carry = 0;
    }
    put_group(d, carry, 1);
    while (low < words && fraction[low] == 0 && (low < high - 1 || high == words))
      low++;
  }
}

/* Keeps the first `count` digits, rounded to nearest, ties to even. */
static void round_to(struct decimal *d, int count) {
  if (count >= d->count)
    return;
  if (count < 0) {
    d->count = 0;
    return;
  }
  char *first = d->digit + 1;
  int up = first[count] > 5;
  if (first[count] == 5) {
    up = count > 0 && first[count - 1] % 2;
    for (int i = count + 1; i < d->count; i++)
      up |= first[i] != 0;
  }
  d->count = count;
  if (!up)
    return;
  int at = count - 1;
  while (at >= 0 && first[at] == 9)
    first[at--] = 0;
  if (at >= 0) {
    first[at]++;
    return;
  }
  memmove(first + 1, first, count);
  first[0] = 1;
  d->count = count + 1;
  d->point++;
}

/* Text that may not fit. */
struct text {
  char *out;
  size_t room;
  int length;
};

static void put(struct text *t, char c) {
  if (t->length < (int64_t)t->room)
    t->out[t->length] = c;
  t->length++;
}

static void fill(struct text *t, char c, int count) {
  while (count-- > 0)
    put(t, c);
}

/* A number between its sign and its padding: `body` characters, to be put by the caller. */
static void pad_left(struct text *t, const char *prefix, int body, int flags, int width) {
  int length = strlen(prefix) + body;
  if (!(flags & (__LEFT | __ZERO)))
    fill(t, ' ', width - length);
  for (const char *p = prefix; *p; p++)
    put(t, *p);
  if ((flags & __ZERO) && !(flags & __LEFT))
    fill(t, '0', width - length);
}

static void pad_right(struct text *t, int flags, int width) {
  if (flags & __LEFT)
    fill(t, ' ', width - t->length);
}

static char digit_at(struct decimal *d, int i) {
  return i >= 0 && i < d->count ? '0' + d->digit[1 + i] : '0';
}

static void put_fixed(struct text *t, const char *sign, struct decimal *d, int precision, int flags,
                      int width) {
  int whole = d->point > 0 ? d->point : 1;
  int dot = precision > 0 || flags & __ALTERNATE;
  pad_left(t, sign, whole + dot + precision, flags, width);
  if (d->point <= 0)
    put(t, '0');
  for (int i = 0; i < d->point; i++)
    put(t, digit_at(d, i));
  if (dot)
    put(t, '.');
  for (int i = 0; i < precision; i++)
    put(t, digit_at(d, d->point + i));
  pad_right(t, flags, width);
}

static void put_scientific(struct text *t, const char *sign, struct decimal *d, int precision, int flags,
                           int width, char letter) {
  int exponent = d->count > 0 ? d->point - 1 : 0;
  int size = exponent < 0 ? -exponent : exponent;
  int dot = precision > 0 || flags & __ALTERNATE;
  pad_left(t, sign, 1 + dot + precision + (size >= 100 ? 5 : 4), flags, width);
  put(t, digit_at(d, 0));
  if (dot)
    put(t, '.');
  for (int i = 1; i <= precision; i++)
    put(t, digit_at(d, i));
  put(t, letter);
  put(t, exponent < 0 ? '-' : '+');
  if (size >= 100)
    put(t, '0' + size / 100);
  put(t, '0' + size / 10 % 10);
  put(t, '0' + size % 10);
  pad_right(t, flags, width);
}

static void put_general(struct text *t, const char *sign, struct decimal *d, int precision, int flags,
                        int width, int upper) {
  if (precision == 0)
    precision = 1;
  round_to(d, precision);
  int exponent = d->count > 0 ? d->point - 1 : 0;
  int needed = d->count;
  while (needed > 0 && d->digit[needed] == 0)
    needed--;
  int scientific = exponent < -4 || exponent >= precision;
  int behind = scientific ? precision - 1 : precision - 1 - exponent;
  if (!(flags & __ALTERNATE)) {
    int most = scientific ? needed - 1 : needed - d->point;
    behind = most < 0 ? 0 : most < behind ? most : behind;
  }
  if (scientific)
    put_scientific(t, sign, d, behind, flags, width, upper ? 'E' : 'e');
  else
    put_fixed(t, sign, d, behind, flags, width);
}

static void put_hexadecimal(struct text *t, const char *sign, double value, int precision, int flags,
                            int width, int upper) {
  uint64_t bits = bits_of(value);
  uint64_t mantissa = bits & UINT64_C(0xFFFFFFFFFFFFF);
  int exponent = bits >> 52 & 0x7FF;
  if (exponent > 0)
    mantissa |= UINT64_C(1) << 52;
  exponent = value == 0 ? 0 : exponent > 0 ? exponent - 1023 : -1022;
  if (precision >= 0 && precision < 13) {
    int drop = 4 * (13 - precision);
    uint64_t rest = mantissa & ~(~UINT64_C(0) << drop), half = UINT64_C(1) << (drop - 1);
    mantissa >>= drop;
    mantissa += rest > half || rest == half && mantissa & 1;
    mantissa <<= drop;
  }
  int digits = precision;
  if (precision < 0)
    for (digits = 13; digits > 0 && (mantissa >> 4 * (13 - digits) & 15) == 0;)
      digits--;
  char number[8];
  int length = 0;
  for (int n = exponent < 0 ? -exponent : exponent; n > 0 || length == 0; n /= 10)
    number[length++] = '0' + n % 10;
  int dot = digits > 0 || flags & __ALTERNATE;
  const char *alphabet = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  char prefix[8];
  strcpy(prefix, sign);
  strcat(prefix, upper ? "0X" : "0x");
  pad_left(t, prefix, 1 + dot + digits + 2 + length, flags, width);
  put(t, '0' + (mantissa >> 52));
  if (dot)
    put(t, '.');
  for (int i = 1; i <= digits; i++)
    put(t, i <= 13 ? alphabet[mantissa >> (52 - 4 * i) & 15] : '0');
  put(t, upper ? 'P' : 'p');
  put(t, exponent < 0 ? '-' : '+');
  while (length > 0)
    put(t, number[--length]);
  pad_right(t, flags, width);
}

int __format_double(char *out, size_t room, double value, int flags, int width, int precision,
                    char conversion) {
  struct text t = {out, room, 0};
  uint64_t bits = bits_of(value);
  const char *sign = bits >> 63 ? "-" : flags & __PLUS ? "+" : flags & __SPACE ? " " : "";
  int upper = conversion >= 'A' && conversion <= 'Z';
  int biased = bits >> 52 & 0x7FF;
  uint64_t mantissa = bits & UINT64_C(0xFFFFFFFFFFFFF);
  if (biased == 0x7FF) {
    const char *name = mantissa ? upper ? "NAN" : "nan" : upper ? "INF" : "inf";
    pad_left(&t, sign, 3, flags & ~__ZERO, width);
    for (; *name; name++)
      put(&t, *name);
    pad_right(&t, flags, width);
    return t.length;
  }
  if (conversion == 'a' || conversion == 'A') {
    bits &= ~(UINT64_C(1) << 63);
    memcpy(&value, &bits, 8);
    put_hexadecimal(&t, sign, value, precision, flags, width, upper);
    return t.length;
  }
  if (precision < 0)
    precision = 6;
  struct decimal d;
  expand(&d, biased ? mantissa | UINT64_C(1) << 52 : mantissa, (biased ? biased : 1) - 1075);
  switch (conversion) {
    case 'e':
    case 'E':
      round_to(&d, precision + 1);
      put_scientific(&t, sign, &d, precision, flags, width, conversion);
      break;
    case 'g':
    case 'G':
      put_general(&t, sign, &d, precision, flags, width, upper);
      break;
    default:
      round_to(&d, d.point + precision);
      put_fixed(&t, sign, &d, precision, flags, width);
  }
  return t.length;
}

/* Parsing. Decimal text is turned exactly into a fraction of two large integers, whose quotient is rounded
   once; numbers that doubles hold exactly take a short way. */

/* A natural number in words of 32 bits, the lowest first. 800 digits and 10^343 fit. */
#define WORDS 160
struct natural {
  int size;
  uint32_t word[WORDS];
};

static void multiply(struct natural *n, uint32_t by, uint32_t add) {
  uint64_t carry = add;
  for (int i = 0; i < n->size; i++) {
    carry += (uint64_t)n->word[i] * by;
    n->word[i] = carry;
    carry >>= 32;
  }
  if (carry)
    n->word[n->size++] = carry;
}

static void power_of_ten(struct natural *n, int exponent) {
  for (; exponent >= 9; exponent -= 9)
    multiply(n, GROUP, 0);
  while (exponent-- > 0)
    multiply(n, 10, 0);
}

static int bit_length(struct natural *n) {
  int length = 32 * n->size;
  for (uint32_t top = n->size ? n->word[n->size - 1] : UINT32_MAX; !(top >> 31); top <<= 1)
    length--;
  return length;
}

static void shift_left(struct natural *n, int by) {
  int words = by / 32, bits = by % 32;
  if (n->size == 0)
    return;
  n->word[n->size] = 0;
  for (int i = n->size; i >= 0; i--) {
    uint64_t two = (uint64_t)n->word[i] << 32 | (i > 0 ? n->word[i - 1] : 0);
    n->word[i + words] = two << bits >> 32;
  }
  for (int i = 0; i < words; i++)
    n->word[i] = 0;
  n->size += words + 1;
  while (n->size > 0 && n->word[n->size - 1] == 0)
    n->size--;
}

static int compare(struct natural *a, struct natural *b) {
  if (a->size != b->size)
    return a->size < b->size ? -1 : 1;
  for (int i = a->size; i-- > 0;)
    if (a->word[i] != b->word[i])
      return a->word[i] < b->word[i] ? -1 : 1;
  return 0;
}

static void subtract(struct natural *a, struct natural *b) {
  int64_t borrow = 0;
  for (int i = 0; i < a->size; i++) {
    borrow += (int64_t)a->word[i] - (i < b->size ? b->word[i] : 0);
    a->word[i] = borrow;
    borrow >>= 32;
  }
  while (a->size > 0 && a->word[a->size - 1] == 0)
    a->size--;
}

/* The precision and range of a binary format. */
struct format {
  int digits;  /* of the mantissa */
  int least;   /* the exponent of the lowest digit of the least number */
  int greatest; /* the same of the greatest number */
};

static const struct format for_double = {53, -1074, 971};
static const struct format for_float = {24, -149, 104};

/* mantissa * 2^exponent, rounded to the format; `rest` tells whether a part below was cut off. The mantissa
   has more digits than the format. */
static double assemble(uint64_t mantissa, int exponent, int rest, const struct format *f) {
  int length = 64;
  for (uint64_t m = mantissa; m && !(m >> 63); m <<= 1)
    length--;
  if (mantissa == 0)
    return 0;
  int drop = length - f->digits;
  if (exponent + drop < f->least)
    drop = f->least - exponent;
  int exact = !rest;
  if (drop > 64) {
    mantissa = 0;
    exact = 0;
  } else if (drop == 64) {
    exact = 0;
    mantissa = mantissa > UINT64_C(1) << 63 || mantissa == UINT64_C(1) << 63 && rest;
  } else if (drop > 0) {
    uint64_t cut = mantissa & ~(~UINT64_C(0) << drop), half = UINT64_C(1) << (drop - 1);
    mantissa >>= drop;
    exact = exact && cut == 0;
    mantissa += cut > half || cut == half && (rest || mantissa & 1);
  } else {
    drop = 0;
  }
  exponent += drop;
  if (mantissa >> f->digits) {
    mantissa >>= 1;
    exponent++;
  }
  if (mantissa == 0 || exponent > f->greatest || !exact && !(mantissa >> (f->digits - 1)))
    errno = ERANGE;
  if (exponent > f->greatest)
    return 1e308 * 10;
  double value = mantissa;
  for (; exponent >= 60; exponent -= 60)
    value *= 0x1p60;
  for (; exponent > 0; exponent--)
    value *= 2;
  for (; exponent <= -60; exponent += 60)
    value *= 0x1p-60;
  for (; exponent < 0; exponent++)
    value *= 0.5;
  return value;
}

/* The integer `digits` times a power of ten. */
static double decimal_value(struct natural *digits, int exponent, const struct format *f) {
  if (digits->size == 0)
    return 0;
  struct natural below = {1, {1}};
  if (exponent >= 0)
    power_of_ten(digits, exponent);
  else
    power_of_ten(&below, -exponent);
  /* Scaled so that the quotient has 62 or 63 bits. */
  int scale = 62 - (bit_length(digits) - bit_length(&below));
  if (scale >= 0)
    shift_left(digits, scale);
  else
    shift_left(&below, -scale);
  uint64_t quotient = 0;
  shift_left(&below, 62);
  for (int i = 62; i >= 0; i--) {
    quotient <<= 1;
    if (compare(digits, &below) >= 0) {
      subtract(digits, &below);
      quotient |= 1;
    }
    shift_left(digits, 1);
  }
  return assemble(quotient, -scale, digits->size > 0, f);
}

static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                              1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* Reads an exponent behind its letter; where there is none, the letter does not belong to the number. */
static const char *read_exponent(const char *s, int *exponent) {
  const char *p = s + 1;
  int negative = *p == '-';
  if (*p == '-' || *p == '+')
    p++;
  if (!isdigit((unsigned char)*p))
    return s;
  int value = 0;
  for (; isdigit((unsigned char)*p); p++)
    value = value < 100000 ? value * 10 + (*p - '0') : value;
  *exponent += negative ? -value : value;
  return p;
}

static const char *parse_decimal(const char *s, double *value, const struct format *f) {
  const int most = 800; /* further digits only tell whether the number is a little greater */
  struct natural digits = {0, {0}};
  int count = 0, exponent = 0, point = 0, any = 0, more = 0;
  uint64_t small = 0;
  for (;; s++) {
    if (*s == '.' && !point) {
      point = 1;
      continue;
    }
    if (!isdigit((unsigned char)*s))
      break;
    int digit = *s - '0';
    any = 1;
    if (count < most) {
      if (count > 0 || digit > 0) {
        multiply(&digits, 10, digit);
        count++;
        if (count <= 18)
          small = small * 10 + digit;
      }
      exponent -= point;
    } else {
      more |= digit > 0;
      exponent += !point;
    }
  }
  if (!any)
    return NULL;
  if (*s == 'e' || *s == 'E')
    s = read_exponent(s, &exponent);
  if (more) {
    multiply(&digits, 10, 1);
    exponent--;
  }
  if (f == &for_double && count <= 15 && exponent >= -22 && exponent <= 22)
    *value = exponent < 0 ? small / tens[-exponent] : small * tens[exponent];
  else if (count == 0)
    *value = 0;
  else if (count + exponent > 310)
    *value = assemble(UINT64_C(1) << 63, 2000, 0, f);
  else if (count + exponent < -330)
    *value = assemble(1, -3000, 0, f);
  else
    *value = decimal_value(&digits, exponent, f);
  return s;
}

static const char *parse_hexadecimal(const char *s, double *value, const struct format *f) {
  uint64_t mantissa = 0;
  int exponent = 0, point = 0, any = 0, rest = 0;
  const char *start = s;
  for (s += 2;; s++) {
    if (*s == '.' && !point) {
      point = 1;
      continue;
    }
    if (!isxdigit((unsigned char)*s))
      break;
    any = 1;
    int digit = isdigit((unsigned char)*s) ? *s - '0' : tolower(*s) - 'a' + 10;
    if (mantissa >> 60) {
      rest |= digit > 0;
      exponent += point ? 0 : 4;
    } else {
      mantissa = mantissa << 4 | digit;
      exponent -= point ? 4 : 0;
    }
  }
  if (!any) {
    *value = 0;
    return start + 1;
  }
  if (*s == 'p' || *s == 'P')
    s = read_exponent(s, &exponent);
  *value = assemble(mantissa, exponent, rest, f);
  return s;
}

/* Whether the text begins with a word, in letters of either case. */
static int begins(const char *s, const char *word) {
  for (; *word; s++, word++)
    if (tolower((unsigned char)*s) != *word)
      return 0;
  return 1;
}

static const char *skip_payload(const char *s) {
  if (*s != '(')
    return s;
  const char *p = s + 1;
  while (isalnum((unsigned char)*p) || *p == '_')
    p++;
  return *p == ')' ? p + 1 : s;
}

static double parse(const char *s, char **end, const struct format *f) {
  const char *start = s;
  while (isspace((unsigned char)*s))
    s++;
  int negative = *s == '-';
  if (*s == '-' || *s == '+')
    s++;
  double value = 0;
  if (begins(s, "inf")) {
    value = 1e308 * 10;
    s += begins(s, "infinity") ? 8 : 3;
  } else if (begins(s, "nan")) {
    double infinity = 1e308 * 10;
    value = -(infinity - infinity);
    s = skip_payload(s + 3);
  } else if (begins(s, "0x")) {
    s = parse_hexadecimal(s, &value, f);
  } else {
    s = parse_decimal(s, &value, f);
  }
  if (end)
    *end = (char *)(s ? s : start);
  return !s ? 0 : negative ? -value : value;
}

double __parse_double(const char *s, char **end) { return parse(s, end, &for_double); }
float __parse_float(const char *s, char **end) { return parse(s, end, &for_float); }

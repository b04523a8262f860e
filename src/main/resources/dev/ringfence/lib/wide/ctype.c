#include <ctype.h>
#include <stdlib.h>
#include <wctype.h>

/* In the C locale no character beyond ASCII is of any class. In C.UTF-8 those of the alphabets below
   are, as Unicode has it. */
extern int __utf8;

static const struct {
  unsigned from, to;
} letters[] = {{0xaa, 0xaa},       {0xb5, 0xb5},       {0xba, 0xba},       {0xc0, 0xd6},
               {0xd8, 0xf6},       {0xf8, 0x2c1},      {0x370, 0x374},     {0x376, 0x377},
               {0x37a, 0x37d},     {0x37f, 0x37f},     {0x386, 0x386},     {0x388, 0x38a},
               {0x38c, 0x38c},     {0x38e, 0x3a1},     {0x3a3, 0x3f5},     {0x3f7, 0x481},
               {0x48a, 0x52f},     {0x531, 0x556},     {0x561, 0x587},     {0x5d0, 0x5ea},
               {0x620, 0x64a},     {0x660, 0x669},     {0x904, 0x939},     {0xe01, 0xe30},
               {0x10a0, 0x10c5},   {0x10d0, 0x10fa},   {0x1e00, 0x1f15},   {0x2c00, 0x2ce4},
               {0x3041, 0x3096},   {0x30a1, 0x30fa},   {0x3105, 0x312f},   {0x3400, 0x4dbf},
               {0x4e00, 0x9ffc},   {0xac00, 0xd7a3},   {0xff21, 0xff3a},   {0xff41, 0xff5a},
               {0x1d400, 0x1d454}, {0x20000, 0x2a6dd}};

/* Capitals, and how far behind each its small letter is; where `step` is 2, every second one. */
static const struct {
  unsigned from, to;
  int distance, step;
} capitals[] = {{0xc0, 0xd6, 32, 1},     {0xd8, 0xde, 32, 1},     {0x100, 0x12e, 1, 2},
                {0x132, 0x136, 1, 2},    {0x139, 0x147, 1, 2},    {0x14a, 0x176, 1, 2},
                {0x178, 0x178, -121, 1}, {0x179, 0x17d, 1, 2},    {0x1cd, 0x1db, 1, 2},
                {0x1de, 0x1ee, 1, 2},    {0x1f8, 0x21e, 1, 2},    {0x386, 0x386, 38, 1},
                {0x388, 0x38a, 37, 1},   {0x38c, 0x38c, 64, 1},   {0x38e, 0x38f, 63, 1},
                {0x391, 0x3a1, 32, 1},   {0x3a3, 0x3ab, 32, 1},   {0x400, 0x40f, 80, 1},
                {0x410, 0x42f, 32, 1},   {0x460, 0x480, 1, 2},    {0x48a, 0x4be, 1, 2},
                {0x4c1, 0x4cd, 1, 2},    {0x4d0, 0x52e, 1, 2},    {0x531, 0x556, 48, 1},
                {0x1e00, 0x1e94, 1, 2},  {0x1ea0, 0x1efe, 1, 2},  {0xff21, 0xff3a, 32, 1}};

static int is_beyond(wint_t c) { return __utf8 && c > 0x7f && c < 0x110000; }

wint_t towlower(wint_t c) {
  if (c < 0x80)
    return tolower((int)c);
  if (is_beyond(c))
    for (int i = 0; i < sizeof capitals / sizeof *capitals && capitals[i].from <= c; i++)
      if (c <= capitals[i].to && (c - capitals[i].from) % capitals[i].step == 0)
        return c + capitals[i].distance;
  return c;
}

wint_t towupper(wint_t c) {
  if (c < 0x80)
    return toupper((int)c);
  if (c == 0xb5 && __utf8)
    return 0x39c;
  if (is_beyond(c))
    for (int i = 0; i < sizeof capitals / sizeof *capitals; i++) {
      unsigned capital = c - capitals[i].distance;
      if (capital >= capitals[i].from && capital <= capitals[i].to &&
          (capital - capitals[i].from) % capitals[i].step == 0)
        return capital;
    }
  return c;
}

int iswalpha(wint_t c) {
  if (c < 0x80)
    return isalpha((int)c);
  if (is_beyond(c))
    for (int i = 0; i < sizeof letters / sizeof *letters && letters[i].from <= c; i++)
      if (c <= letters[i].to)
        return 1;
  return 0;
}

int iswupper(wint_t c) { return c < 0x80 ? isupper((int)c) : towlower(c) != c; }
int iswlower(wint_t c) {
  return c < 0x80 ? islower((int)c) : towupper(c) != c || is_beyond(c) && c == 0xdf;
}
int iswdigit(wint_t c) { return c < 0x80 && isdigit((int)c); }
int iswxdigit(wint_t c) { return c < 0x80 && isxdigit((int)c); }
int iswalnum(wint_t c) { return iswalpha(c) || iswdigit(c); }

int iswcntrl(wint_t c) {
  return c < 0x80 ? iscntrl((int)c) : is_beyond(c) && (c < 0xa0 || c == 0x2028 || c == 0x2029);
}

int iswspace(wint_t c) {
  return c < 0x80 ? isspace((int)c)
                  : is_beyond(c) && (c == 0x1680 || c >= 0x2000 && c <= 0x200a && c != 0x2007 ||
                                     c == 0x2028 || c == 0x2029 || c == 0x205f || c == 0x3000);
}

int iswblank(wint_t c) {
  return c < 0x80 ? isblank((int)c) : iswspace(c) && c != 0x2028 && c != 0x2029;
}

int iswprint(wint_t c) {
  return c < 0x80 ? isprint((int)c)
                  : is_beyond(c) && !iswcntrl(c) && (c < 0xd800 || c >= 0xe000) &&
                        (c & 0xfffe) != 0xfffe;
}

int iswgraph(wint_t c) { return iswprint(c) && !iswspace(c) && c != ' '; }
int iswpunct(wint_t c) { return iswgraph(c) && !iswalnum(c); }

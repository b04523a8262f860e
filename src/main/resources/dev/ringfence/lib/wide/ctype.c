#include <ctype.h>
#include <wctype.h>

/* As in the C locale: no character beyond ASCII is of any class. */
#define CLASS(name) \
  int isw##name(wint_t c) { return c < 0x80 && is##name((int)c); }
CLASS(alpha)
CLASS(digit)
CLASS(alnum)
CLASS(space)
CLASS(blank)
CLASS(upper)
CLASS(lower)
CLASS(punct)
CLASS(print)
CLASS(graph)
CLASS(cntrl)
CLASS(xdigit)

wint_t towupper(wint_t c) { return c < 0x80 ? (wint_t)toupper((int)c) : c; }
wint_t towlower(wint_t c) { return c < 0x80 ? (wint_t)tolower((int)c) : c; }

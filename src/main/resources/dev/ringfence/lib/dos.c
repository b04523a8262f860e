#include <dos.h>

void far *_fmemcpy(void far *to, const void far *from, unsigned size) {
  char far *t = to;
  const char far *f = from;
  while (size-- > 0)
    *t++ = *f++;
  return to;
}

void movedata(unsigned from_segment, unsigned from, unsigned to_segment, unsigned to, unsigned size) {
  _fmemcpy(MK_FP(to_segment, to), MK_FP(from_segment, from), size);
}

void far *_fmemset(void far *to, int value, unsigned size) {
  char far *t = to;
  while (size-- > 0)
    *t++ = value;
  return to;
}

unsigned _fstrlen(const char far *text) {
  unsigned length = 0;
  while (*text++)
    length++;
  return length;
}

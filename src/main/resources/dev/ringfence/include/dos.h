/* Segments and ports, as compilers for machines of 16 bits had them. */
#ifndef __ia16__
#error dos.h is for machines of 16 bits: only their pointers have segments
#else
#define MK_FP(segment, offset) \
  ((void far *)((unsigned long)(unsigned)(segment) << 16 | (unsigned)(offset)))
#define FP_SEG(pointer) ((unsigned)((unsigned long)(void far *)(pointer) >> 16))
#define FP_OFF(pointer) ((unsigned)(unsigned long)(void far *)(pointer))
#define peekb(segment, offset) (*(char far *)MK_FP(segment, offset))
#define pokeb(segment, offset, value) ((void)(*(char far *)MK_FP(segment, offset) = (value)))
#define peek(segment, offset) (*(int far *)MK_FP(segment, offset))
#define poke(segment, offset, value) ((void)(*(int far *)MK_FP(segment, offset) = (value)))
#define disable() __builtin_privileged(0, 0)
#define enable() __builtin_privileged(1, 0)
void movedata(unsigned from_segment, unsigned from, unsigned to_segment, unsigned to, unsigned size);
void far *_fmemcpy(void far *to, const void far *from, unsigned size);
void far *_fmemset(void far *to, int value, unsigned size);
unsigned _fstrlen(const char far *text);
#endif

/* What a regular expression is compiled to, for the library's own files: a program that a
   backtracking matcher runs. Jumps count from their own place. */
#include <regex.h>

enum {
  __MATCHED,
  __BYTE,
  __ANY,
  __SET,
  __SPLIT, /* goes on at `value`, and where that fails at `other` */
  __JUMP,
  __SAVE,
  __REFERENCE,
  __LINE_BEGIN,
  __LINE_END,
  __TEXT_BEGIN,
  __TEXT_END,
  __BOUNDARY,
  __NO_BOUNDARY,
  __WORD_BEGIN,
  __WORD_END
};

struct __instruction {
  int op, value, other;
  unsigned char set[32];
};

struct __regex {
  struct __instruction *code;
  int count, room;
  int flags, groups;
  int refers; /* whether there are back references */
};

// __LINE__ through macros of several lines, comments and spliced lines.
#include <stdio.h>

#define SHOW printf("%d\n", __LINE__)
#define TWO_LINES(a, \
                  b) \
  (a) + \
  (b)

/* a comment
   of three
   lines */ int after_comment = __LINE__;

int main(void) {
  SHOW;
  int a = TWO_LINES(1,
                    2);
  SHOW;
  printf("%d %d\n", a, after_comment);
  printf("a string with a splice \
in it\n");
  SHOW;
  SHOW; SHOW;
  // a comment that goes on \
     on the next line
  SHOW;
  printf("%d\n",
#if 1
         __LINE__
#else
         0
#endif
  );
  SHOW;
  return 0;
}

// Spliced lines, comments in odd places, digraphs, and lines that look like directives.
#include <stdio.h>
# /* null directive */
#
#define LONG 1 + \
  2 + \
  3
#define /* c */ A /* c */ 4 /* c */ // c
#define B(x /* first */, y) (x /* and */ - y)
in\
t split(void) { return 6; }

/* a comment / * with // things ** in it **/
#define QUOTE "/* not a comment */" // "a comment"
%:define D 7

int main(void) {
  printf("%d %d %d\n", LONG, A, B(9, 2));
  puts(QUOTE);
  puts("// not a comment");
  printf("%d\n", sp\
lit());
  printf("%d\n", 10 /* divided */ / /* by */ 2); // a comment that goes on \
  printf("%d\n", 1);
  int a<:3:> = <%1, 2, 3%>;
  printf("%d %d\n", a<:1:>, D);
  puts("a string \
that goes on");
  char c = '"'; /* " */ char d = '\''; // '
  printf("%c%c\n", c, d);
  int x = 8, *p = &x;
  printf("%d\n", x/ *p);
  printf("%d\n", x//**/
    + 1);
  printf("%d %d\n", x+++x, x);
  printf("%d\n", x---1);
  #define INDENTED 11
    # define MORE 12
  printf("%d %d\n", INDENTED, MORE);
  return 0;
}

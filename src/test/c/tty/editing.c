/* Lines that are edited while they are typed, and how that shows. */
#include "terminal.h"

static void edit(const char *text) {
  type(text);
  input(100);
  screen();
}

int main(void) {
  open_both();
  edit("hello\n");
  edit("return\r");
  edit("helq\177lo\n");
  edit("one two three\027\027four\n");
  edit("one two, \027x\n");
  edit("drop this\025keep\n");
  edit("\177\177\025a\n");
  edit("a\tb\tc\177\177\177\177x\n");
  edit("\t\177x\n");
  edit("\001\002\177z\n");
  edit("ab\026\003c\026\n\n");
  edit("x\026\177\177y\n");
  edit("abc\022d\n");
  edit("q\033[A\n");

  puts("no ECHOE");
  flags(0, 0, 0, ECHOE);
  edit("ab\177c\n");
  edit("ab\025c\n");
  edit("ab cd\027e\n");
  puts("no ECHOK");
  flags(0, 0, ECHOE, ECHOK);
  edit("ab\025c\n");
  puts("no ECHOKE");
  flags(0, 0, ECHOK, ECHOKE);
  edit("ab\025c\n");
  puts("ECHOPRT");
  flags(0, 0, ECHOKE | ECHOPRT, 0);
  edit("abc\177\177d\n");
  edit("abc\177\177\177\177d\n");
  edit("ab cd\025e\n");
  puts("no ECHOCTL");
  flags(0, 0, 0, ECHOPRT | ECHOCTL);
  edit("a\001\177b\026\001\n");
  puts("no ECHO");
  flags(0, 0, 0, ECHO);
  edit("ab\177c\025d\n");
  puts("ECHONL");
  flags(0, 0, ECHONL, 0);
  edit("secret\n");
  puts("no IEXTEN");
  flags(0, 0, ECHO | ECHOCTL, IEXTEN | ECHONL);
  edit("a b\027\026\022\n");
  puts("IUTF8");
  flags(IUTF8, 0, IEXTEN, 0);
  edit("a\303\244\303\266\177b\n");
  edit("\342\202\254x\177\177y\n");
  flags(0, IUTF8, 0, 0);
  edit("a\303\244\177b\n");
  puts("other characters");
  character(VERASE, 'X');
  character(VKILL, 0);
  character(VEOL, ';');
  edit("abXc\025\n");
  edit("a;");
  edit("b;\n");
  input(10);
  return 0;
}

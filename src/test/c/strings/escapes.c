// Escape sequences in strings and characters: octal, hex, ends of them, and all the letters.
#include <stdio.h>
#include <string.h>

static void codes(const char *s, int n) {
  for (int i = 0; i < n; i++) printf("%d ", (unsigned char)s[i]);
  puts("");
}

int main(void) {
  codes("\a\b\f\n\r\t\v\\\'\"\?\e", 12);
  codes("\0\01\012\0123\18\377", 9);
  codes("\x1\x41g\xff\x0F" "A", 6);
  printf("%zu %zu %zu\n", sizeof "\0", sizeof "\012", sizeof "\x41");
  printf("%zu %zu\n", sizeof "a" "b", sizeof("\x4" "1"));
  printf("%d %d %d %d\n", '\0', '\60', '\x7f', '\\');
  printf("%d %d\n", '"', '\'');
  printf("%d\n", '\377' == -1);
  codes("\u00e9\u20ac\U0001F600", 9);
  codes("é€", 5);
  printf("%zu\n", strlen("naïve"));
  puts("tab\there");
  puts("a\
b");
  const char *p = "one\0two\0three\0";
  while (*p) {
    printf("%s ", p);
    p += strlen(p) + 1;
  }
  puts("");
  printf("%s\n", "%d is not a format here");
  printf("100%% \\n \101\x42\n");
  char c = '?', d = '\?';
  printf("%c%c%s\n", c, d, "?\?!");
  return 0;
}

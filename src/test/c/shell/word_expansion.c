// wordexp: words split as a shell does, with parameters, commands, sums, quotes and patterns.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <wordexp.h>

static const char *const texts[] = {
    "a b  c", "", "\"\"", "'a b'\"c d\"e", "a\\ b", "\\", "'open", "\"open",
    "$L", "\"$L\"", "'$L'", "x$L", "${L}y", "${#P}", "$NONE", "$", "a$",
    "${P##*/}", "${P#*/}", "${P%.*}", "${P%%.*}", "${P:+set}", "${NONE:+set}", "${NONE-d1}",
    "${NONE:-$L}", "${SET=assigned} $SET", "${P@}", "${", "${P",
    "$((2+3)) $(( 7 / 2 * 2 )) $((0x10 + 010))", "$((1/0))", "$((",
    "$(echo 'a  b')", "\"$(echo 'a  b')\"", "$(exit 3)", "$(", "`echo q`", "`echo \\`echo n\\``",
    "we*.tmp", "\"we*.tmp\"", "we\\*.tmp", "we?.tmp x", "w[!x]1.tmp", "no*such", "[ab]",
    "~", "~/x", "x~", "a#b", "-x --y=z", "\"a\\\"b\\n\"",
    "a|b", "a;b", "a>b", "a & b", "(x", "{a,b}", "a\nb", NULL};

int main(void) {
  wordexp_t words;
  setenv("P", "/usr/lib/libx.so.1", 1);
  setenv("L", "a b  c", 1);
  setenv("HOME", "/home/somebody", 1);
  unsetenv("NONE");
  close(open("we1.tmp", O_CREAT | O_RDWR, 0600));
  close(open("we2.tmp", O_CREAT | O_RDWR, 0600));
  for (int i = 0; texts[i]; i++) {
    int error = wordexp(texts[i], &words, 0);
    printf("[%s] %d:", texts[i], error);
    for (size_t j = 0; !error && j < words.we_wordc; j++)
      printf(" <%s>", words.we_wordv[j]);
    puts("");
    if (!error)
      wordfree(&words);
  }
  printf("%d\n", wordexp("$(echo a)", &words, WRDE_NOCMD) == WRDE_CMDSUB);
  printf("%d\n", wordexp("$NONE", &words, WRDE_UNDEF) == WRDE_BADVAL);
  wordexp("a", &words, 0);
  wordexp("b c", &words, WRDE_APPEND);
  printf("%zu %s\n", words.we_wordc, words.we_wordv[2]);
  wordfree(&words);
  words.we_offs = 2;
  wordexp("x", &words, WRDE_DOOFFS);
  printf("%d %s\n", words.we_wordv[0] == NULL, words.we_wordv[2]);
  wordfree(&words);
  unlink("we1.tmp");
  unlink("we2.tmp");
  return 0;
}

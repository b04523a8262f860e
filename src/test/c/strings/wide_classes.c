// Wide characters beyond ASCII in the locale C.UTF-8, and streams that are wide or not.
#include <locale.h>
#include <stdio.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

static void show(wint_t c) {
  printf("%04x: %d%d%d%d %d%d%d%d %04x %04x %d\n", (unsigned)c, !!iswalpha(c), !!iswupper(c),
         !!iswlower(c), !!iswdigit(c), !!iswspace(c), !!iswpunct(c), !!iswprint(c), !!iswcntrl(c),
         (unsigned)towupper(c), (unsigned)towlower(c), c < 0x3000 ? 0 : wcwidth(c));
}

int main(void) {
  static const wchar_t some[] = L"aZ5 _\u00e9\u00c9\u00df\u00ff\u00d7\x85\u00a0\u00bf"
                                L"\u0100\u0101\u0139\u013a\u0178\u017d\u0391\u03b1\u03ac\u0386"
                                L"\u0410\u0430\u0401\u0451\u05d0\u0e01\u1e9e\u2028\u2003\u20ac"
                                L"\u3042\u30a2\u4e2d\uac00\uff21\uff41";
  for (int i = 0; some[i]; i++)
    show(some[i] == 0x1e9e ? L'x' : some[i]);
  printf("%d\n", setlocale(LC_ALL, "C.UTF-8") != NULL);
  for (int i = 0; some[i]; i++)
    show(some[i] == 0x1e9e ? L'x' : some[i]);
  fflush(stdout);
  printf("fwide %d\n", fwide(stdout, 0) < 0);
  printf("%d\n", wprintf(L"never shown\n"));
  printf("%d\n", fputwc(L'x', stdout) == WEOF);
  printf("%d\n", fwide(stdout, 1) < 0);
  FILE *file = fopen("wide.tmp", "w+");
  printf("%d %d\n", fwide(file, 0), fwide(file, 1) > 0);
  fwprintf(file, L"\u20ac %d\n", 5);
  printf("%d\n", fprintf(file, "never shown"));
  printf("%d\n", fputs("never shown", file));
  fputws(L"end\n", file);
  rewind(file);
  wchar_t line[20];
  while (fgetws(line, 20, file))
    printf("%ls", line);
  fclose(file);
  unlink("wide.tmp");
  return 0;
}

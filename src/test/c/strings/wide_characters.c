// Wide characters: printed, scanned, read and written by streams, converted, compared, measured.
#define _GNU_SOURCE
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>
#include <wctype.h>

static int format(wchar_t *to, size_t size, const wchar_t *format, ...) {
  va_list list;
  va_start(list, format);
  int count = vswprintf(to, size, format, list);
  va_end(list);
  return count;
}

static void strings(void) {
  wchar_t text[40];
  printf("%d", swprintf(text, 40, L"%d-%ls-%s-%lc", 42, L"wide", "narrow", L'x'));
  printf(" %ls\n", text);
  printf("%d\n", swprintf(text, 4, L"%d", 12345));
  printf("%d\n", format(text, 40, L"%5.1f|", 2.25));
  printf("%ls %zu\n", text, wcslen(text));
  int number;
  double real;
  wchar_t word[10];
  printf("%d", swscanf(L"17 2.5 word", L"%d %lf %ls", &number, &real, word));
  printf(" %d %g %ls\n", number, real, word);
  wchar_t *end;
  printf("%g %ld", wcstod(L" 1.5e3rest", &end), (long)0);
  printf(" %ls\n", end);
  printf("%lld %llu\n", wcstoll(L"-99", NULL, 10), wcstoull(L"ff", NULL, 16));
  printf("%d %d %d\n", wcsncasecmp(L"ABCd", L"abcE", 3), wcsncasecmp(L"a", L"B", 1) < 0,
         wcscasecmp(L"Same", L"sAME"));
  wchar_t buffer[10], *at = wcpcpy(buffer, L"one");
  wcpcpy(at, L"two");
  printf("%ls %ls %ls\n", buffer, wcschrnul(buffer, L't'), wcschrnul(buffer, L'z'));
  printf("%d %d %d\n", wcwidth(L'a'), wcswidth(L"abc", 2), wcwidth(L'\n'));
}

static void classes(void) {
  const wchar_t *sample = L"aZ5 _\t";
  const char *names[] = {"alpha", "digit", "space", "upper", "punct", "nothing"};
  for (int i = 0; i < 6; i++) {
    wctype_t type = wctype(names[i]);
    printf("%s:", names[i]);
    for (const wchar_t *c = sample; *c; c++)
      printf(" %d", type ? iswctype(*c, type) != 0 : -1);
    puts("");
  }
  printf("%lc %lc %d\n", towctrans(L'q', wctrans("toupper")), towctrans(L'Q', wctrans("tolower")),
         wctrans("nothing") == 0);
}

static void streams(void) {
  FILE *file = fopen("wide", "w");
  fputws(L"first line\n", file);
  fwprintf(file, L"%ls %d\n", L"second", 2);
  fputwc(L'\u00e9', file);
  fputwc(L'\u20ac', file);
  putwc(L'!', file);
  fclose(file);
  file = fopen("wide", "r");
  wchar_t line[40];
  while (fgetws(line, 40, file))
    printf("%zu: %ls%s", wcslen(line), line, wcschr(line, L'\n') ? "" : "\n");
  printf("%d\n", feof(file) != 0);
  fclose(file);
  file = fopen("wide", "r");
  wint_t c = fgetwc(file);
  ungetwc(c, file);
  printf("%lc%lc\n", fgetwc(file), L'|');
  int number;
  printf("%d", fwscanf(file, L"%*ls line %*ls %d", &number));
  printf(" %d\n", number);
  fclose(file);
  unsigned char bytes[100];
  file = fopen("wide", "r");
  size_t size = fread(bytes, 1, sizeof bytes, file);
  printf("%zu %02x %02x\n", size, bytes[size - 6], bytes[size - 1]);
}

int main(void) {
  printf("%s\n", setlocale(LC_ALL, "C.UTF-8"));
  strings();
  classes();
  streams();
  struct tm day = {.tm_year = 125, .tm_mon = 10, .tm_mday = 3};
  wchar_t date[40];
  printf("%zu", wcsftime(date, 40, L"%Y-%m-%d", &day));
  printf(" %ls\n", date);
  return 0;
}

#include <stddef.h>
#include <stdint.h>
typedef unsigned wint_t;
typedef struct {
  int __missing, __length;
  unsigned __value;
} mbstate_t;
#define WEOF 0xffffffffU
size_t wcrtomb(char *restrict to, wchar_t c, mbstate_t *restrict state);
size_t mbrtowc(wchar_t *restrict to, const char *restrict s, size_t size,
               mbstate_t *restrict state);
size_t mbrlen(const char *restrict s, size_t size, mbstate_t *restrict state);
int mbsinit(const mbstate_t *state);
size_t mbsrtowcs(wchar_t *restrict to, const char **restrict s, size_t count,
                 mbstate_t *restrict state);
size_t wcsrtombs(char *restrict to, const wchar_t **restrict s, size_t size,
                 mbstate_t *restrict state);
wint_t btowc(int c);
int wctob(wint_t c);
size_t wcslen(const wchar_t *s);
size_t wcsnlen(const wchar_t *s, size_t most);
wchar_t *wcscpy(wchar_t *restrict to, const wchar_t *restrict from);
wchar_t *wcsncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count);
wchar_t *wcscat(wchar_t *restrict to, const wchar_t *restrict from);
wchar_t *wcsncat(wchar_t *restrict to, const wchar_t *restrict from, size_t count);
int wcscmp(const wchar_t *a, const wchar_t *b);
int wcsncmp(const wchar_t *a, const wchar_t *b, size_t count);
int wcscasecmp(const wchar_t *a, const wchar_t *b);
int wcscoll(const wchar_t *a, const wchar_t *b);
wchar_t *wcschr(const wchar_t *s, wchar_t c);
wchar_t *wcsrchr(const wchar_t *s, wchar_t c);
wchar_t *wcsstr(const wchar_t *in, const wchar_t *what);
size_t wcsspn(const wchar_t *s, const wchar_t *accept);
size_t wcscspn(const wchar_t *s, const wchar_t *reject);
wchar_t *wcspbrk(const wchar_t *s, const wchar_t *accept);
wchar_t *wcstok(wchar_t *restrict s, const wchar_t *restrict separators, wchar_t **restrict rest);
wchar_t *wcsdup(const wchar_t *s);
wchar_t *wmemcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count);
wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t count);
wchar_t *wmemset(wchar_t *to, wchar_t c, size_t count);
int wmemcmp(const wchar_t *a, const wchar_t *b, size_t count);
wchar_t *wmemchr(const wchar_t *in, wchar_t c, size_t count);
long wcstol(const wchar_t *restrict s, wchar_t **restrict end, int base);
unsigned long wcstoul(const wchar_t *restrict s, wchar_t **restrict end, int base);

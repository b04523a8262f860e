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
#include <stdarg.h>
typedef struct __file __FILE;
struct tm;
int fwide(__FILE *file, int mode);
int wprintf(const wchar_t *restrict format, ...);
int fwprintf(__FILE *restrict file, const wchar_t *restrict format, ...);
int swprintf(wchar_t *restrict to, size_t size, const wchar_t *restrict format, ...);
int vwprintf(const wchar_t *restrict format, va_list list);
int vfwprintf(__FILE *restrict file, const wchar_t *restrict format, va_list list);
int vswprintf(wchar_t *restrict to, size_t size, const wchar_t *restrict format, va_list list);
int swscanf(const wchar_t *restrict text, const wchar_t *restrict format, ...);
int fwscanf(__FILE *restrict file, const wchar_t *restrict format, ...);
int wscanf(const wchar_t *restrict format, ...);
wint_t fgetwc(__FILE *file);
wint_t getwc(__FILE *file);
wint_t getwchar(void);
wint_t ungetwc(wint_t c, __FILE *file);
wchar_t *fgetws(wchar_t *restrict to, int size, __FILE *restrict file);
wint_t fputwc(wchar_t c, __FILE *file);
wint_t putwc(wchar_t c, __FILE *file);
wint_t putwchar(wchar_t c);
int fputws(const wchar_t *restrict s, __FILE *restrict file);
wchar_t *wcpcpy(wchar_t *restrict to, const wchar_t *restrict from);
wchar_t *wcpncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count);
int wcsncasecmp(const wchar_t *a, const wchar_t *b, size_t count);
wchar_t *wmempcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count);
wchar_t *wcschrnul(const wchar_t *s, wchar_t c);
size_t wcsxfrm(wchar_t *restrict to, const wchar_t *restrict from, size_t size);
int wcwidth(wchar_t c);
int wcswidth(const wchar_t *s, size_t count);
double wcstod(const wchar_t *restrict s, wchar_t **restrict end);
float wcstof(const wchar_t *restrict s, wchar_t **restrict end);
long double wcstold(const wchar_t *restrict s, wchar_t **restrict end);
long long wcstoll(const wchar_t *restrict s, wchar_t **restrict end, int base);
unsigned long long wcstoull(const wchar_t *restrict s, wchar_t **restrict end, int base);
size_t mbsnrtowcs(wchar_t *restrict to, const char **restrict s, size_t bytes, size_t count,
                  mbstate_t *restrict state);
size_t wcsftime(wchar_t *restrict to, size_t size, const wchar_t *restrict format,
                const struct tm *restrict time);

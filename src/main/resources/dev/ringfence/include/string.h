#include <stddef.h>
#include <strings.h>
void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *mempcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memccpy(void *restrict to, const void *restrict from, int stop, size_t size);
void *memset(void *to, int byte, size_t size);
void explicit_bzero(void *to, size_t size);
int memcmp(const void *a, const void *b, size_t size);
void *memchr(const void *in, int byte, size_t size);
void *rawmemchr(const void *in, int byte);
void *memrchr(const void *in, int byte, size_t size);
void *memmem(const void *in, size_t size, const void *what, size_t length);
size_t strlen(const char *s);
size_t strnlen(const char *s, size_t most);
char *strcpy(char *restrict to, const char *restrict from);
char *stpcpy(char *restrict to, const char *restrict from);
char *strncpy(char *restrict to, const char *restrict from, size_t size);
char *stpncpy(char *restrict to, const char *restrict from, size_t size);
char *strcat(char *restrict to, const char *restrict from);
char *strncat(char *restrict to, const char *restrict from, size_t size);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t size);
int strcoll(const char *a, const char *b);
size_t strxfrm(char *restrict to, const char *restrict from, size_t size);
int strverscmp(const char *a, const char *b);
char *strchr(const char *s, int c);
char *strchrnul(const char *s, int c);
char *strrchr(const char *s, int c);
char *strstr(const char *in, const char *what);
char *strcasestr(const char *in, const char *what);
size_t strspn(const char *s, const char *accept);
size_t strcspn(const char *s, const char *reject);
char *strpbrk(const char *s, const char *accept);
char *strtok(char *restrict s, const char *restrict separators);
char *strtok_r(char *restrict s, const char *restrict separators, char **restrict rest);
char *strsep(char **restrict s, const char *restrict separators);
char *strdup(const char *s);
char *strndup(const char *s, size_t most);
char *strerror(int number);
char *strsignal(int sig);
const char *sigdescr_np(int sig);
const char *sigabbrev_np(int sig);
char *__strerror_gnu(int number, char *buffer, size_t size);
int __xpg_strerror_r(int number, char *buffer, size_t size);
#ifdef _GNU_SOURCE
#define strerror_r __strerror_gnu
#else
#define strerror_r __xpg_strerror_r
#endif
#ifdef _GNU_SOURCE
#ifndef basename
char *basename(const char *path);
#endif
#endif
#define strdupa(s) strcpy(__builtin_alloca(strlen(s) + 1), s)
#define strndupa(s, most) __strndupa(__builtin_alloca(strnlen(s, most) + 1), s, most)
char *__strndupa(char *to, const char *from, size_t most);
const char *strerrorname_np(int number);
const char *strerrordesc_np(int number);

#include <stddef.h>
void bzero(void *to, size_t size);
void bcopy(const void *from, void *to, size_t size);
int bcmp(const void *a, const void *b, size_t size);
char *index(const char *s, int c);
char *rindex(const char *s, int c);
int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t size);
int ffs(int n);
int ffsl(long n);
int ffsll(long long n);

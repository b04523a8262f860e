#include <ctype.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <errno.h>
#include <bits/exit.h>

/* The heap: blocks in one list, each behind a header; a freed block is used again whole or in part. */
struct block {
  size_t size;
  struct block *next;
};

static struct block *unused;

static struct block *fresh(size_t size) {
  char *start = __brk(NULL);
  char *aligned = (char *)(((unsigned long)start + 15) / 16 * 16);
  char *end = aligned + sizeof(struct block) + size;
  if ((char *)__brk(end) != end) {
    errno = ENOMEM;
    return NULL;
  }
  return (struct block *)aligned;
}

void *malloc(size_t size) {
  if (size > LONG_MAX / 2) {
    errno = ENOMEM;
    return NULL;
  }
  size = size < 16 ? 16 : (size + 15) / 16 * 16;
  struct block **link = &unused;
  for (; *link; link = &(*link)->next)
    if ((*link)->size >= size) {
      struct block *found = *link;
      *link = found->next;
      return found + 1;
    }
  struct block *made = fresh(size);
  if (!made)
    return NULL;
  made->size = size;
  return made + 1;
}

void free(void *memory) {
  if (!memory)
    return;
  struct block *block = (struct block *)memory - 1;
  block->next = unused;
  unused = block;
}

void *calloc(size_t count, size_t size) {
  if (size && count > LONG_MAX / 2 / size) {
    errno = ENOMEM;
    return NULL;
  }
  void *memory = malloc(count * size);
  return memory ? memset(memory, 0, count * size) : NULL;
}

void *realloc(void *old, size_t size) {
  if (!old)
    return malloc(size);
  struct block *block = (struct block *)old - 1;
  if (block->size >= size)
    return old;
  void *memory = malloc(size);
  if (memory) {
    memcpy(memory, old, block->size);
    free(old);
  }
  return memory;
}

static void (*handlers[32])(void);
static int handler_count;

int atexit(void (*function)(void)) {
  if (handler_count == 32)
    return -1;
  handlers[handler_count++] = function;
  return 0;
}

/* Set by stdio when it is part of the program. */
void (*__flush_all)(void);

void exit(int status) {
  while (handler_count > 0)
    handlers[--handler_count]();
  if (__flush_all)
    __flush_all();
  _exit(status);
}

long strtol(const char *s, char **end, int base) {
  const char *start = s;
  while (isspace(*s))
    s++;
  int negative = *s == '-';
  if (*s == '-' || *s == '+')
    s++;
  if ((base == 0 || base == 16) && s[0] == '0' && (s[1] == 'x' || s[1] == 'X') && isxdigit(s[2])) {
    s += 2;
    base = 16;
  }
  if (base == 0)
    base = *s == '0' ? 8 : 10;
  unsigned long value = 0, limit = negative ? (unsigned long)LONG_MAX + 1 : LONG_MAX;
  int any = 0, over = 0;
  for (;; s++) {
    int digit = isdigit(*s) ? *s - '0' : isalpha(*s) ? tolower(*s) - 'a' + 10 : 99;
    if (digit >= base)
      break;
    any = 1;
    if (value > (limit - digit) / base)
      over = 1;
    else
      value = value * base + digit;
  }
  if (end)
    *end = (char *)(any ? s : start);
  if (over) {
    errno = ERANGE;
    return negative ? LONG_MIN : LONG_MAX;
  }
  return negative ? -value : value;
}

unsigned long strtoul(const char *s, char **end, int base) { return strtol(s, end, base); }

/* The additive feedback generator of degree 31 that random(3) describes, so that a seed gives the
   numbers that it gives on Linux. */
static int feedback[34];
static int feedback_at, seeded;

void srand(unsigned seed) {
  int first[344];
  first[0] = seed ? seed : 1;
  for (int i = 1; i < 31; i++) {
    long next = 16807L * first[i - 1] % 2147483647;
    first[i] = next < 0 ? next + 2147483647 : next;
  }
  for (int i = 31; i < 34; i++)
    first[i] = first[i - 31];
  for (int i = 34; i < 344; i++)
    first[i] = (int)((unsigned)first[i - 31] + (unsigned)first[i - 3]);
  for (int i = 0; i < 31; i++)
    feedback[i] = first[313 + i];
  feedback_at = 0;
  seeded = 1;
}

int rand(void) {
  if (!seeded)
    srand(1);
  unsigned next = (unsigned)feedback[feedback_at] + (unsigned)feedback[(feedback_at + 28) % 31];
  feedback[feedback_at] = next;
  feedback_at = (feedback_at + 1) % 31;
  return next >> 1;
}

int atoi(const char *s) { return strtol(s, NULL, 10); }
long atol(const char *s) { return strtol(s, NULL, 10); }
int abs(int n) { return n < 0 ? -n : n; }
long labs(long n) { return n < 0 ? -n : n; }

static void swap(char *a, char *b, size_t size) {
  while (size-- > 0) {
    char c = a[size];
    a[size] = b[size];
    b[size] = c;
  }
}

/* Heap sort: no recursion, no extra memory, and never slow. */
static void sift(char *base, size_t root, size_t count, size_t size,
                 int (*compare)(const void *, const void *)) {
  for (;;) {
    size_t child = 2 * root + 1;
    if (child >= count)
      return;
    if (child + 1 < count && compare(base + child * size, base + (child + 1) * size) < 0)
      child++;
    if (compare(base + root * size, base + child * size) >= 0)
      return;
    swap(base + root * size, base + child * size, size);
    root = child;
  }
}

void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *)) {
  for (size_t i = count / 2; i-- > 0;)
    sift(base, i, count, size, compare);
  for (size_t end = count; end-- > 1;) {
    swap(base, (char *)base + end * size, size);
    sift(base, 0, end, size, compare);
  }
}

void *bsearch(const void *key, const void *base, size_t count, size_t size,
              int (*compare)(const void *, const void *)) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const char *at = (const char *)base + middle * size;
    int order = compare(key, at);
    if (order == 0)
      return (void *)at;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

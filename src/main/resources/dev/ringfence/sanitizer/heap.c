#include <bits/exit.h>
#include <bits/sanitizer.h>
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The heap of --sanitize: it takes the place of stdlib/heap.c. Blocks lie side by side, each behind a
   header and before some more bytes, which nobody may touch. A freed block is not used again until
   much has been freed after it. A shadow says of each eight bytes how many of them, from the first,
   may be touched: 0 means all, and from FORBIDDEN on none. */
struct block {
  size_t whole;   /* from this header to the next */
  size_t size;    /* what was asked for */
  size_t offset;  /* from this header to what the caller got */
  int allocated;  /* where it was, as a place in the program */
  int freed;      /* where it was, if it is free */
  struct block *next;
};

enum { FORBIDDEN = 0x80, HEADER = 0xfa, FREED = 0xfd, FILLED = 0xbe, BEHIND = 32 };

/* Of the heap; an eighth of it is the shadow's. */
static size_t largest = (size_t)1 << (sizeof(size_t) > 4 ? 34 : 30);
static const size_t QUARANTINE = 32 << 20;

static unsigned char *shadow;
static char *heap;
static size_t used;
static struct block *first_freed, *last_freed, *reusable;
static size_t in_quarantine;

extern int __threaded;
static pthread_mutex_t lock;

static void enter(void) {
  if (__threaded)
    pthread_mutex_lock(&lock);
}

static void leave(void) {
  if (__threaded)
    pthread_mutex_unlock(&lock);
}

static void *memory_of(struct block *block) { return (char *)block + block->offset; }

/* The block in which an address lies, header and what is behind included. */
static struct block *block_at(size_t address) {
  for (size_t at = 0; at < used;) {
    struct block *block = (struct block *)(heap + at);
    at += block->whole;
    if (address < (size_t)heap + at)
      return block;
  }
  return NULL;
}

static void tell_place(const char *what, int place) {
  char text[300];
  __place_text(place, text, sizeof text);
  dprintf(2, "%s %s\n", what, text);
}

static void report(const char *kind, const char *access, size_t size, size_t address,
                   struct block *block) {
  char text[300];
  if (__at_exit_streams)
    __at_exit_streams();
  __place_text(__place(), text, sizeof text);
  dprintf(2, "%s: %s at %s\n", kind, access, text);
  if (block) {
    size_t begin = (size_t)memory_of(block), end = begin + block->size;
    const char *where = address < begin ? "before" : address >= end ? "behind" : "inside";
    size_t distance = address < begin ? begin - address : address >= end ? address - end : address - begin;
    dprintf(2, "  %zu bytes %s a block of %zu bytes\n", distance, where, block->size);
    tell_place("  allocated at", block->allocated);
    if (block->freed)
      tell_place("  freed at", block->freed);
  }
  _exit(1);
}

static void refuse(size_t address, size_t size, int how) {
  static int reporting;
  if (reporting)
    return;
  reporting = 1;
  char access[60];
  snprintf(access, sizeof access, "%s of %zu bytes", how & __CHECK_WRITE ? "write" : "read", size);
  struct block *block = block_at(address);
  report(block && block->freed ? "heap-use-after-free" : "heap-buffer-overflow", access, size, address,
         block);
}

/* Called before `size` bytes at an address are read or written. The library may read whole aligned
   words of which the first byte is the caller's. */
void __check_access(size_t address, size_t size, int how) {
  size_t offset = address - (size_t)heap;
  if (offset >= used)
    return;
  unsigned char state = shadow[offset >> 3];
  if (state == 0 && (offset & 7) + size <= 8)
    return;
  for (size_t at = address; at < address + size;) {
    offset = at - (size_t)heap;
    if (offset >= used)
      return;
    state = shadow[offset >> 3];
    size_t in = offset & 7, end = address + size - at + in;
    if (end > 8)
      end = 8;
    int word = (how & (__CHECK_LIBRARY | __CHECK_WRITE)) == __CHECK_LIBRARY && size == 8 && (address & 7) == 0;
    if (state >= FORBIDDEN || state && (word ? in : end - 1) >= state)
      refuse(state >= FORBIDDEN || in >= state ? at : at - in + state, size, how);
    at += end - in;
  }
}

static void mark(void *from, size_t size, int state) {
  memset(shadow + (((char *)from - heap) >> 3), state, size >> 3);
}

static struct block *take(size_t whole) {
  for (struct block **link = &reusable; *link; link = &(*link)->next)
    if ((*link)->whole == whole) {
      struct block *block = *link;
      *link = block->next;
      return block;
    }
  if (!heap) {
    char *start = (char *)(((size_t)__brk(NULL) + 4095) & ~4095UL);
    /* As large a shadow as the machine promises. */
    while (largest > 1 << 20 && (char *)__brk(start + largest / 8) != start + largest / 8)
      largest /= 2;
    shadow = (unsigned char *)start;
    heap = start + largest / 8;
  }
  char *end = heap + used + whole;
  if (whole > largest - used || (char *)__brk(end) != end) {
    errno = ENOMEM;
    return NULL;
  }
  struct block *block = (struct block *)(heap + used);
  block->whole = whole;
  used += whole;
  return block;
}

static void *allocate(size_t alignment, size_t size, int fill) {
  size_t offset = sizeof(struct block);
  if (alignment < 16)
    alignment = 16;
  if (size > PTRDIFF_MAX - alignment - 4096) {
    errno = ENOMEM;
    return NULL;
  }
  enter();
  size_t whole = (offset + (alignment > 16 ? alignment : 0) + size + BEHIND + 15) & ~15UL;
  struct block *block = take(whole);
  if (block) {
    char *memory = (char *)(((size_t)block + offset + alignment - 1) & -alignment);
    mark(block, whole, 0);
    memset(memory, fill, size);
    memset(memory + size, FILLED, -size & 7);
    mark(block, memory - (char *)block, HEADER);
    char *behind = memory + (size & ~7UL);
    mark(behind, (char *)block + whole - behind, HEADER);
    if (size & 7)
      shadow[(memory + size - heap) >> 3] = size & 7;
    block->size = size;
    block->offset = memory - (char *)block;
    block->allocated = __place();
    block->freed = 0;
  }
  leave();
  return block ? memory_of(block) : NULL;
}

/* The block that a caller was given; what is none, or no more, is reported. */
static struct block *given(void *memory, const char *deed) {
  size_t address = (size_t)memory;
  struct block *block = address - (size_t)heap < used ? block_at(address) : NULL;
  if (block && memory_of(block) == memory && !block->freed)
    return block;
  report(block && block->freed ? "double-free" : "invalid-free", deed, 0, address, block);
  return NULL;
}

static void release(void *memory, const char *deed) {
  enter();
  struct block *block = given(memory, deed);
  block->freed = __place();
  if (!block->freed)
    block->freed = -1;
  mark(memory, (block->size + 7) & ~7UL, FREED);
  block->next = NULL;
  if (last_freed)
    last_freed->next = block;
  else
    first_freed = block;
  last_freed = block;
  in_quarantine += block->whole;
  while (in_quarantine > QUARANTINE && first_freed != last_freed) {
    struct block *oldest = first_freed;
    first_freed = oldest->next;
    in_quarantine -= oldest->whole;
    oldest->next = reusable;
    reusable = oldest;
  }
  leave();
}

void *malloc(size_t size) { return allocate(16, size, FILLED); }

void *calloc(size_t count, size_t size) {
  if (size && count > PTRDIFF_MAX / size) {
    errno = ENOMEM;
    return NULL;
  }
  return allocate(16, count * size, 0);
}

void free(void *memory) {
  if (memory)
    release(memory, "free");
}

void *realloc(void *old, size_t size) {
  if (!old)
    return malloc(size);
  struct block *block = given(old, "realloc");
  if (size == 0) {
    release(old, "realloc");
    return NULL;
  }
  void *memory = malloc(size);
  if (memory) {
    memcpy(memory, old, block->size < size ? block->size : size);
    release(old, "realloc");
  }
  return memory;
}

void *reallocarray(void *old, size_t count, size_t size) {
  if (size && count > PTRDIFF_MAX / size) {
    errno = ENOMEM;
    return NULL;
  }
  return realloc(old, count * size);
}

size_t malloc_usable_size(void *memory) {
  return memory ? given(memory, "malloc_usable_size")->size : 0;
}

void *memalign(size_t alignment, size_t size) { return allocate(alignment, size, FILLED); }
void *aligned_alloc(size_t alignment, size_t size) { return allocate(alignment, size, FILLED); }
void *valloc(size_t size) { return allocate(4096, size, FILLED); }
void *pvalloc(size_t size) { return allocate(4096, (size + 4095) & ~4095UL, FILLED); }
int malloc_trim(size_t pad) { return 0; }

int posix_memalign(void **memory, size_t alignment, size_t size) {
  if (alignment < sizeof(void *) || alignment & alignment - 1)
    return EINVAL;
  int saved = errno;
  void *made = allocate(alignment, size, FILLED);
  errno = saved;
  if (!made)
    return ENOMEM;
  *memory = made;
  return 0;
}

#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The heap: chunks side by side up to the top, which grows by brk. A chunk's size stands before
   what the caller gets, and, once it is free, also behind it. Freed chunks of a small size are kept
   as they are, to be given out again, last freed first; the rest joins its free neighbours and
   waits in lists by size. */
struct chunk {
  size_t before; /* the size of the chunk before, if that is free */
  size_t size;   /* a multiple of 16, and IN_USE_BEFORE */
  struct chunk *next, *previous; /* while it is free */
};

enum {
  IN_USE_BEFORE = 1,
  ALIGN = 16,
  HEAD = 16,
  FIXED = HEAD - sizeof(size_t), /* what of its size the caller does not get */
  LEAST = 32,
  KEPT_SIZE = 1040, /* the largest chunk that is kept as it is */
  KEPT = 7,         /* and how many of a size */
#if __SIZEOF_POINTER__ == 2
  UNIT = 16,
  GROWTH = 512,
#else
  UNIT = 4096,
  GROWTH = 132 << 10,
#endif
  SMALL = 64,       /* lists of one size each */
  LISTS = SMALL + 48
};

static struct chunk *kept[KEPT_SIZE / ALIGN + 1];
#define KEPT_MARK ((struct chunk *)kept) /* what a kept chunk has in the place of `previous` */
static unsigned char kept_count[KEPT_SIZE / ALIGN + 1];
static struct chunk lists[LISTS];
static struct chunk *top;
static char *bottom, *top_end, *untouched; /* from `untouched` on all bytes are still zero */

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

static size_t size_of(struct chunk *chunk) { return chunk->size & ~(size_t)IN_USE_BEFORE; }
static struct chunk *behind(struct chunk *chunk, size_t size) {
  return (struct chunk *)((char *)chunk + size);
}
static struct chunk *chunk_of(void *memory) { return (struct chunk *)((char *)memory - HEAD); }
static void *memory_of(struct chunk *chunk) { return (char *)chunk + HEAD; }

/* A caller may also use the first word of the chunk behind. */
static size_t chunk_size(size_t size) {
  return size <= LEAST - FIXED ? LEAST : (size + FIXED + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

static int list_for(size_t size) {
  if (size < SMALL * ALIGN)
    return size / ALIGN;
  int list = SMALL;
  for (size >>= 11; size; size >>= 1)
    list++;
  return list;
}

static void take_out(struct chunk *chunk) {
  chunk->previous->next = chunk->next;
  chunk->next->previous = chunk->previous;
}

static void put_in(struct chunk *chunk, size_t size) {
  struct chunk *list = &lists[list_for(size)];
  behind(chunk, size)->before = size;
  chunk->next = list->next;
  chunk->previous = list;
  list->next->previous = chunk;
  list->next = chunk;
}

/* Makes the top at least so large. */
static int grow(size_t size) {
  size_t have = top ? top_end - (char *)top : 0;
  size_t more = (size - have + GROWTH + UNIT - 1) & ~(size_t)(UNIT - 1);
  char *start = __brk(NULL);
  char *from = top ? top_end : (char *)(((size_t)start + ALIGN - 1) & ~(size_t)(ALIGN - 1));
  if (top && start != top_end) {
    /* The program has moved the break itself: go on behind. What was the top is given up. */
    from = (char *)(((size_t)start + ALIGN - 1) & ~(size_t)(ALIGN - 1));
    more = (size + GROWTH + UNIT - 1) & ~(size_t)(UNIT - 1);
  }
  if ((char *)__brk(from + more) != from + more) {
    errno = ENOMEM;
    return 0;
  }
  if (from != top_end || !top) {
    if (!top) {
      bottom = from;
      for (int i = 0; i < LISTS; i++)
        lists[i].next = lists[i].previous = &lists[i];
    }
    top = (struct chunk *)from;
    untouched = from;
  }
  top_end = from + more;
  top->size = top_end - (char *)top | IN_USE_BEFORE;
  return 1;
}

/* Frees a chunk that is in use, joining it with free neighbours. */
static void join(struct chunk *chunk) {
  size_t size = size_of(chunk);
  if (!(chunk->size & IN_USE_BEFORE)) {
    struct chunk *before = (struct chunk *)((char *)chunk - chunk->before);
    size += chunk->before;
    chunk = before;
    take_out(chunk);
  }
  struct chunk *next = behind(chunk, size);
  if (next != top) {
    if (!(behind(next, size_of(next))->size & IN_USE_BEFORE)) {
      size += size_of(next);
      take_out(next);
      next = behind(chunk, size);
    }
  }
  if (next == top) {
    top = chunk;
    top->size = top_end - (char *)top | IN_USE_BEFORE;
    return;
  }
  chunk->size = size | IN_USE_BEFORE;
  next->size &= ~(size_t)IN_USE_BEFORE;
  put_in(chunk, size);
}

/* Gives back what a chunk in use has beyond so many bytes. */
static void trim(struct chunk *chunk, size_t size) {
  size_t had = size_of(chunk);
  if (had - size < LEAST)
    return;
  struct chunk *rest = behind(chunk, size);
  chunk->size = size | chunk->size & IN_USE_BEFORE;
  rest->size = had - size | IN_USE_BEFORE;
  join(rest);
}

static struct chunk *allocate(size_t size) {
  if (size <= KEPT_SIZE && kept[size / ALIGN]) {
    struct chunk *chunk = kept[size / ALIGN];
    kept[size / ALIGN] = chunk->next;
    kept_count[size / ALIGN]--;
    chunk->previous = NULL;
    return chunk;
  }
  if (top)
    for (int i = list_for(size); i < LISTS; i++)
      for (struct chunk *chunk = lists[i].next; chunk != &lists[i]; chunk = chunk->next)
        if (size_of(chunk) >= size) {
          take_out(chunk);
          behind(chunk, size_of(chunk))->size |= IN_USE_BEFORE;
          trim(chunk, size);
          return chunk;
        }
  if ((!top || size + LEAST > top_end - (char *)top) && !grow(size + LEAST))
    return NULL;
  struct chunk *chunk = top;
  top = behind(chunk, size);
  top->size = top_end - (char *)top | IN_USE_BEFORE;
  chunk->size = size | chunk->size & IN_USE_BEFORE;
  if ((char *)top + HEAD > untouched)
    untouched = (char *)top + HEAD;
  return chunk;
}

static int too_large(size_t size) {
  /* More than an address space has, as PTRDIFF_MAX on Linux. */
  if (size <= PTRDIFF_MAX - 4096)
    return 0;
  errno = ENOMEM;
  return 1;
}

void *malloc(size_t size) {
  if (too_large(size))
    return NULL;
  enter();
  struct chunk *chunk = allocate(chunk_size(size));
  leave();
  return chunk ? memory_of(chunk) : NULL;
}

/* Ends a program that has freed what it may not. */
static void refuse(const char *message) {
  write(2, message, strlen(message));
  abort();
}

/* Whether a chunk is really among those that are kept: its mark may be the caller's own. */
static int is_kept(struct chunk *chunk, size_t size) {
  struct chunk *other = kept[size / ALIGN];
  while (other && other != chunk)
    other = other->next;
  return other != NULL;
}

void free(void *memory) {
  if (!memory)
    return;
  struct chunk *chunk = chunk_of(memory);
  if ((char *)chunk < bottom || (char *)memory > top_end || (size_t)memory % ALIGN)
    refuse("free(): invalid pointer\n");
  size_t size = size_of(chunk);
  enter();
  if (chunk->previous == KEPT_MARK && size <= KEPT_SIZE && is_kept(chunk, size))
    refuse("free(): double free detected in tcache 2\n");
  if (chunk >= top)
    refuse("double free or corruption (top)\n");
  if (size <= KEPT_SIZE && kept_count[size / ALIGN] < KEPT) {
    chunk->next = kept[size / ALIGN];
    chunk->previous = KEPT_MARK;
    kept[size / ALIGN] = chunk;
    kept_count[size / ALIGN]++;
  } else {
    if (size < LEAST || (char *)behind(chunk, size) > top_end)
      refuse("free(): invalid size\n");
    if (!(behind(chunk, size)->size & IN_USE_BEFORE))
      refuse("double free or corruption (!prev)\n");
    join(chunk);
  }
  leave();
}

void *calloc(size_t count, size_t size) {
  if (size && count > PTRDIFF_MAX / size) {
    errno = ENOMEM;
    return NULL;
  }
  size *= count;
  if (too_large(size))
    return NULL;
  enter();
  char *clean = untouched;
  struct chunk *chunk = allocate(chunk_size(size));
  leave();
  if (!chunk)
    return NULL;
  char *memory = memory_of(chunk);
  size_t used = clean <= memory ? 0 : clean - memory < size ? clean - memory : size;
  memset(memory, 0, used);
  return memory;
}

size_t malloc_usable_size(void *memory) { return memory ? size_of(chunk_of(memory)) - FIXED : 0; }

void *realloc(void *old, size_t size) {
  if (!old)
    return malloc(size);
  if (size == 0) {
    free(old);
    return NULL;
  }
  if (too_large(size))
    return NULL;
  struct chunk *chunk = chunk_of(old);
  size_t wanted = chunk_size(size), had = size_of(chunk);
  enter();
  if (wanted > had) {
    struct chunk *next = behind(chunk, had);
    if (next == top) {
      if (wanted - had + LEAST <= top_end - (char *)top || grow(wanted - had + LEAST)) {
        if (next == top) {
          top = behind(chunk, wanted);
          top->size = top_end - (char *)top | IN_USE_BEFORE;
          chunk->size = wanted | chunk->size & IN_USE_BEFORE;
          had = wanted;
          if ((char *)top + HEAD > untouched)
            untouched = (char *)top + HEAD;
        }
      }
    } else if (!(behind(next, size_of(next))->size & IN_USE_BEFORE) &&
               had + size_of(next) >= wanted) {
      take_out(next);
      had += size_of(next);
      behind(chunk, had)->size |= IN_USE_BEFORE;
      chunk->size = had | chunk->size & IN_USE_BEFORE;
    }
  }
  if (wanted <= had) {
    trim(chunk, wanted);
    leave();
    return old;
  }
  leave();
  void *memory = malloc(size);
  if (memory) {
    memcpy(memory, old, had - FIXED);
    free(old);
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

void *memalign(size_t alignment, size_t size) {
  if (alignment <= ALIGN)
    return malloc(size);
  if (too_large(size) || too_large(alignment + size + 2 * LEAST))
    return NULL;
  enter();
  size_t wanted = chunk_size(size);
  struct chunk *chunk = allocate(wanted + alignment + LEAST);
  if (chunk) {
    size_t memory = (size_t)memory_of(chunk);
    size_t aligned = (memory + alignment - 1) & -alignment;
    if (aligned != memory && aligned - memory < LEAST)
      aligned += alignment;
    if (aligned != memory) {
      struct chunk *later = chunk_of((void *)aligned);
      size_t whole = size_of(chunk);
      later->size = whole - (aligned - memory) | IN_USE_BEFORE;
      chunk->size = aligned - memory | chunk->size & IN_USE_BEFORE;
      join(chunk);
      chunk = later;
    }
    trim(chunk, wanted);
  }
  leave();
  return chunk ? memory_of(chunk) : NULL;
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **memory, size_t alignment, size_t size) {
  if (alignment < sizeof(void *) || alignment & alignment - 1)
    return EINVAL;
  int saved = errno;
  void *made = memalign(alignment, size);
  errno = saved;
  if (!made)
    return ENOMEM;
  *memory = made;
  return 0;
}

void *valloc(size_t size) { return memalign(4096, size); }
void *pvalloc(size_t size) { return memalign(4096, (size + 4095) & ~(size_t)4095); }
int malloc_trim(size_t pad) { return 0; }

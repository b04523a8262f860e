#include <obstack.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { CHUNK = 4064 };

int obstack_exit_failure = EXIT_FAILURE;

static void fail(void) {
  fprintf(stderr, "memory exhausted\n");
  exit(obstack_exit_failure);
}

void (*obstack_alloc_failed_handler)(void) = fail;

static void *take(struct obstack *o, size_t size) {
  void *chunk = o->use_extra_arg ? o->chunkfun(o->extra_arg, size)
                                 : ((void *(*)(size_t))o->chunkfun)(size);
  if (!chunk)
    obstack_alloc_failed_handler();
  return chunk;
}

static void give(struct obstack *o, void *chunk) {
  if (o->use_extra_arg)
    o->freefun(o->extra_arg, chunk);
  else
    ((void (*)(void *))o->freefun)(chunk);
}

static char *aligned(struct obstack *o, char *at) {
  return (char *)(((uintptr_t)at + o->alignment_mask) & ~o->alignment_mask);
}

static void open_chunk(struct obstack *o, struct _obstack_chunk *chunk, size_t size) {
  chunk->prev = o->chunk;
  chunk->limit = o->chunk_limit = (char *)chunk + size;
  o->chunk = chunk;
}

static int begin(struct obstack *o, size_t size, size_t alignment) {
  o->alignment_mask = (alignment ? alignment : _Alignof(max_align_t)) - 1;
  o->chunk_size = size ? size : CHUNK;
  o->chunk = NULL;
  open_chunk(o, take(o, o->chunk_size), o->chunk_size);
  o->object_base = o->next_free = aligned(o, o->chunk->contents);
  o->maybe_empty_object = o->alloc_failed = 0;
  return 1;
}

int _obstack_begin(struct obstack *o, size_t size, size_t alignment, void *(*taking)(size_t),
                   void (*giving)(void *)) {
  o->chunkfun = (void *(*)(void *, size_t))taking;
  o->freefun = (void (*)(void *, void *))giving;
  o->use_extra_arg = 0;
  return begin(o, size, alignment);
}

int _obstack_begin_1(struct obstack *o, size_t size, size_t alignment,
                     void *(*taking)(void *, size_t), void (*giving)(void *, void *),
                     void *argument) {
  o->chunkfun = taking;
  o->freefun = giving;
  o->extra_arg = argument;
  o->use_extra_arg = 1;
  return begin(o, size, alignment);
}

/* Moves the object that grows to a new chunk, where there are `size` bytes for it. */
void _obstack_newchunk(struct obstack *o, size_t size) {
  size_t grown = o->next_free - o->object_base;
  size_t wanted = grown + size + (grown >> 3) + o->alignment_mask + sizeof(struct _obstack_chunk) + 100;
  struct _obstack_chunk *old = o->chunk;
  if (wanted < o->chunk_size)
    wanted = o->chunk_size;
  if (grown + size < grown)
    obstack_alloc_failed_handler();
  open_chunk(o, take(o, wanted), wanted);
  char *base = aligned(o, o->chunk->contents);
  memcpy(base, o->object_base, grown);
  if (!o->maybe_empty_object && o->object_base == aligned(o, old->contents)) {
    o->chunk->prev = old->prev;
    give(o, old);
  }
  o->object_base = base;
  o->next_free = base + grown;
  o->maybe_empty_object = 0;
}

void *__obstack_finish(struct obstack *o) {
  char *object = o->object_base;
  if (o->next_free == object)
    o->maybe_empty_object = 1;
  o->next_free = aligned(o, o->next_free);
  if (o->next_free > o->chunk_limit)
    o->next_free = o->chunk_limit;
  o->object_base = o->next_free;
  return object;
}

void _obstack_free(struct obstack *o, void *object) {
  struct _obstack_chunk *chunk = o->chunk;
  while (chunk && ((void *)chunk >= object || (void *)chunk->limit < object)) {
    struct _obstack_chunk *before = chunk->prev;
    give(o, chunk);
    chunk = before;
    o->maybe_empty_object = 1;
  }
  if (!chunk && object)
    abort();
  o->chunk = chunk;
  if (chunk) {
    o->object_base = o->next_free = object;
    o->chunk_limit = chunk->limit;
  }
}

size_t _obstack_memory_used(struct obstack *o) {
  size_t used = 0;
  for (struct _obstack_chunk *chunk = o->chunk; chunk; chunk = chunk->prev)
    used += chunk->limit - (char *)chunk;
  return used;
}

int obstack_vprintf(struct obstack *o, const char *format, va_list list) {
  char *text;
  int length = vasprintf(&text, format, list);
  if (length >= 0) {
    obstack_grow(o, text, length);
    free(text);
  }
  return length;
}

int obstack_printf(struct obstack *o, const char *format, ...) {
  va_list list;
  va_start(list, format);
  int length = obstack_vprintf(o, format, list);
  va_end(list);
  return length;
}

#include <stdarg.h>
#include <stddef.h>
#include <string.h>
struct _obstack_chunk {
  char *limit;
  struct _obstack_chunk *prev;
  char contents[];
};
struct obstack {
  size_t chunk_size;
  struct _obstack_chunk *chunk;
  char *object_base, *next_free, *chunk_limit;
  size_t alignment_mask;
  void *(*chunkfun)(void *argument, size_t size);
  void (*freefun)(void *argument, void *chunk);
  void *extra_arg;
  unsigned use_extra_arg : 1, maybe_empty_object : 1, alloc_failed : 1;
};
extern void (*obstack_alloc_failed_handler)(void);
extern int obstack_exit_failure;
int _obstack_begin(struct obstack *stack, size_t size, size_t alignment, void *(*take)(size_t),
                   void (*give)(void *));
int _obstack_begin_1(struct obstack *stack, size_t size, size_t alignment,
                     void *(*take)(void *, size_t), void (*give)(void *, void *), void *argument);
void _obstack_newchunk(struct obstack *stack, size_t size);
void _obstack_free(struct obstack *stack, void *object);
size_t _obstack_memory_used(struct obstack *stack);
void *__obstack_finish(struct obstack *stack);
int obstack_vprintf(struct obstack *stack, const char *format, va_list list);
int obstack_printf(struct obstack *stack, const char *format, ...);

#define obstack_init(h)                                                                            \
  _obstack_begin((h), 0, 0, (void *(*)(size_t))obstack_chunk_alloc, (void (*)(void *))obstack_chunk_free)
#define obstack_begin(h, size)                                                                     \
  _obstack_begin((h), (size), 0, (void *(*)(size_t))obstack_chunk_alloc, (void (*)(void *))obstack_chunk_free)
#define obstack_specify_allocation(h, size, alignment, take, give)                                 \
  _obstack_begin((h), (size), (alignment), (void *(*)(size_t))(take), (void (*)(void *))(give))
#define obstack_specify_allocation_with_arg(h, size, alignment, take, give, argument)              \
  _obstack_begin_1((h), (size), (alignment), (void *(*)(void *, size_t))(take),                    \
                   (void (*)(void *, void *))(give), (argument))
#define obstack_chunk_size(h) ((h)->chunk_size)
#define obstack_alignment_mask(h) ((h)->alignment_mask)
#define obstack_memory_used(h) _obstack_memory_used(h)
#define obstack_base(h) ((void *)(h)->object_base)
#define obstack_next_free(h) ((void *)(h)->next_free)
#define obstack_object_size(h) ((size_t)((h)->next_free - (h)->object_base))
#define obstack_room(h) ((size_t)((h)->chunk_limit - (h)->next_free))
#define obstack_empty_p(h)                                                                         \
  ((h)->chunk->prev == 0 && (h)->next_free == (h)->chunk->contents)
#define obstack_make_room(h, length)                                                               \
  __extension__({                                                                                  \
    struct obstack *__stack = (h);                                                                 \
    size_t __room = (length);                                                                      \
    if (obstack_room(__stack) < __room)                                                            \
      _obstack_newchunk(__stack, __room);                                                          \
    (void)0;                                                                                       \
  })
#define obstack_blank_fast(h, n) ((void)((h)->next_free += (n)))
#define obstack_1grow_fast(h, c) ((void)(*(h)->next_free++ = (c)))
#define obstack_ptr_grow_fast(h, p)                                                                \
  __extension__({                                                                                  \
    struct obstack *__o = (h);                                                                     \
    *(const void **)__o->next_free = (p);                                                          \
    __o->next_free += sizeof(const void *);                                                        \
    (void)0;                                                                                       \
  })
#define obstack_int_grow_fast(h, i)                                                                \
  __extension__({                                                                                  \
    struct obstack *__o = (h);                                                                     \
    *(int *)__o->next_free = (i);                                                                  \
    __o->next_free += sizeof(int);                                                                 \
    (void)0;                                                                                       \
  })
#define obstack_grow(h, from, length)                                                              \
  __extension__({                                                                                  \
    struct obstack *__s = (h);                                                                     \
    size_t __length = (length);                                                                    \
    obstack_make_room(__s, __length);                                                              \
    memcpy(__s->next_free, (from), __length);                                                      \
    __s->next_free += __length;                                                                    \
    (void)0;                                                                                       \
  })
#define obstack_grow0(h, from, length)                                                             \
  __extension__({                                                                                  \
    struct obstack *__s = (h);                                                                     \
    size_t __length = (length);                                                                    \
    obstack_make_room(__s, __length + 1);                                                          \
    memcpy(__s->next_free, (from), __length);                                                      \
    __s->next_free += __length;                                                                    \
    *__s->next_free++ = 0;                                                                         \
    (void)0;                                                                                       \
  })
#define obstack_1grow(h, c)                                                                        \
  __extension__({                                                                                  \
    struct obstack *__s = (h);                                                                     \
    obstack_make_room(__s, 1);                                                                     \
    *__s->next_free++ = (c);                                                                       \
    (void)0;                                                                                       \
  })
#define obstack_ptr_grow(h, p)                                                                     \
  __extension__({                                                                                  \
    struct obstack *__s = (h);                                                                     \
    obstack_make_room(__s, sizeof(void *));                                                        \
    obstack_ptr_grow_fast(__s, p);                                                                 \
  })
#define obstack_int_grow(h, i)                                                                     \
  __extension__({                                                                                  \
    struct obstack *__s = (h);                                                                     \
    obstack_make_room(__s, sizeof(int));                                                           \
    obstack_int_grow_fast(__s, i);                                                                 \
  })
#define obstack_blank(h, length)                                                                   \
  __extension__({                                                                                  \
    struct obstack *__s = (h);                                                                     \
    size_t __length = (length);                                                                    \
    obstack_make_room(__s, __length);                                                              \
    obstack_blank_fast(__s, __length);                                                             \
  })
#define obstack_finish(h) __obstack_finish(h)
#define obstack_alloc(h, length)                                                                   \
  __extension__({                                                                                  \
    struct obstack *__h = (h);                                                                     \
    obstack_blank(__h, (length));                                                                  \
    obstack_finish(__h);                                                                           \
  })
#define obstack_copy(h, from, length)                                                              \
  __extension__({                                                                                  \
    struct obstack *__h = (h);                                                                     \
    obstack_grow(__h, (from), (length));                                                           \
    obstack_finish(__h);                                                                           \
  })
#define obstack_copy0(h, from, length)                                                             \
  __extension__({                                                                                  \
    struct obstack *__h = (h);                                                                     \
    obstack_grow0(__h, (from), (length));                                                          \
    obstack_finish(__h);                                                                           \
  })
#define obstack_free(h, object)                                                                    \
  __extension__({                                                                                  \
    struct obstack *__o = (h);                                                                     \
    void *__object = (void *)(object);                                                             \
    if (__object > (void *)__o->chunk && __object < (void *)__o->chunk_limit)                      \
      __o->next_free = __o->object_base = __object;                                                \
    else                                                                                           \
      _obstack_free(__o, __object);                                                                \
    (void)0;                                                                                       \
  })

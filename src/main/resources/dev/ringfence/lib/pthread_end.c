#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

/* What belongs to one thread, in its control block. */
struct own {
  struct __cleanup *cleanups;
  const void **values;
};

static struct own *own(void) {
  return (struct own *)((char *)__builtin_thread_pointer() + 32);
}

static struct {
  int used;
  void (*destructor)(void *);
} keys[PTHREAD_KEYS_MAX];

static int hooked;

/* What a thread does before it ends: its clean-ups, the last one first, then the destructors of its
   values, as long as there are any, but not for ever. */
static void end(void *result) {
  struct own *mine = own();
  while (mine->cleanups) {
    struct __cleanup *last = mine->cleanups;
    mine->cleanups = last->__outer;
    last->__routine(last->__arg);
  }
  int any = mine->values != NULL;
  for (int round = 0; any && round < PTHREAD_DESTRUCTOR_ITERATIONS; round++) {
    any = 0;
    for (int key = 0; key < PTHREAD_KEYS_MAX; key++) {
      void *value = (void *)mine->values[key];
      if (!value || !keys[key].used)
        continue;
      mine->values[key] = NULL;
      if (keys[key].destructor) {
        any = 1;
        keys[key].destructor(value);
      }
    }
  }
  free(mine->values);
  mine->values = NULL;
  pthread_exit(result);
}

static void hook(void) {
  if (!hooked) {
    hooked = 1;
    __thread_hook(end);
  }
}

void __cleanup_push(struct __cleanup *cleanup) {
  hook();
  cleanup->__outer = own()->cleanups;
  own()->cleanups = cleanup;
}

void __cleanup_pop(struct __cleanup *cleanup, int execute) {
  own()->cleanups = cleanup->__outer;
  if (execute)
    cleanup->__routine(cleanup->__arg);
}

int pthread_key_create(pthread_key_t *key, void (*destructor)(void *)) {
  hook();
  for (int i = 0; i < PTHREAD_KEYS_MAX; i++)
    if (!keys[i].used) {
      keys[i].used = 1;
      keys[i].destructor = destructor;
      *key = i;
      return 0;
    }
  return EAGAIN;
}

int pthread_key_delete(pthread_key_t key) {
  if (key >= PTHREAD_KEYS_MAX || !keys[key].used)
    return EINVAL;
  keys[key].used = 0;
  if (own()->values)
    own()->values[key] = NULL;
  return 0;
}

int pthread_setspecific(pthread_key_t key, const void *value) {
  struct own *mine = own();
  if (key >= PTHREAD_KEYS_MAX || !keys[key].used)
    return EINVAL;
  if (!mine->values)
    mine->values = calloc(PTHREAD_KEYS_MAX, sizeof *mine->values);
  if (!mine->values)
    return ENOMEM;
  mine->values[key] = value;
  return 0;
}

void *pthread_getspecific(pthread_key_t key) {
  struct own *mine = own();
  return key < PTHREAD_KEYS_MAX && keys[key].used && mine->values ? (void *)mine->values[key]
                                                                  : NULL;
}

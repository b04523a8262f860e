#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

/* What pthread_atfork was given, the last first and the first first. */
static struct handlers {
  void (*prepare)(void), (*parent)(void), (*child)(void);
  struct handlers *before, *after;
} *first, *last;

int pthread_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void)) {
  struct handlers *handlers = malloc(sizeof *handlers);
  if (!handlers)
    return ENOMEM;
  *handlers = (struct handlers){prepare, parent, child, last, NULL};
  *(last ? &last->after : &first) = handlers;
  last = handlers;
  return 0;
}

/* The fork of a program that has handlers. */
pid_t __fork_handled(void) {
  for (struct handlers *h = last; h; h = h->before)
    if (h->prepare)
      h->prepare();
  pid_t pid = fork();
  int saved = errno;
  for (struct handlers *h = first; h; h = h->after) {
    void (*handler)(void) = pid == 0 ? h->child : h->parent;
    if (handler)
      handler();
  }
  errno = saved;
  return pid;
}

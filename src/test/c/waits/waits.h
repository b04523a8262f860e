// One program for each call that can wait. The parent waits, and a child, or a thread, comes later and
// ends the wait: here and on Linux the program finishes. With STUCK nobody is left who ever would, and
// the parent, or whom it waits for, is stuck in the call that the file is named after.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef STUCK
#define STUCK 0
#endif

// Long enough that the parent waits by then.
static inline void later(void) { usleep(2000); }

// Long enough that the parent is done, also on a machine that is busy.
static inline void stay(void) { usleep(300000); }

// Never comes back: a read from a pipe whose only other end the caller holds.
static inline void rest_for_ever(void) {
  int ends[2];
  char c;
  pipe(ends);
  while (read(ends[0], &c, 1) >= 0)
    ;
}

static inline void *shared(size_t size) {
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

static inline void ignore(int sig) {}

// What is left to say, and to reap, once the wait has ended.
static inline int done(const char *what) {
  printf("%s\n", what);
  while (wait(NULL) > 0)
    ;
  return 0;
}

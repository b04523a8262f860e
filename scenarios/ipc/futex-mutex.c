// A mutex made of a futex and C11 atomics: free, taken, or taken with others waiting. Only who finds it
// taken, or leaves it to others, enters the kernel.
#define _GNU_SOURCE
#include <linux/futex.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FREE, TAKEN, CONTENDED };

#define WORKERS 4
#define ROUNDS 250

struct shared {
  atomic_int lock;
  atomic_int waits;
  int total;
};

static void lock(struct shared *shared) {
  int state = FREE;
  if (atomic_compare_exchange_strong(&shared->lock, &state, TAKEN))
    return;
  if (state != CONTENDED)
    state = atomic_exchange(&shared->lock, CONTENDED);
  while (state != FREE) {
    atomic_fetch_add(&shared->waits, 1);
    syscall(SYS_futex, &shared->lock, FUTEX_WAIT, CONTENDED, NULL, NULL, 0);
    state = atomic_exchange(&shared->lock, CONTENDED);
  }
}

static void unlock(struct shared *shared) {
  if (atomic_fetch_sub(&shared->lock, 1) != TAKEN) {
    atomic_store(&shared->lock, FREE);
    syscall(SYS_futex, &shared->lock, FUTEX_WAKE, 1, NULL, NULL, 0);
  }
}

int main(void) {
  struct shared *shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  for (int i = 0; i < WORKERS; i++) {
    if (fork() == 0) {
      for (int round = 0; round < ROUNDS; round++) {
        lock(shared);
        int seen = shared->total;
        if (round % 50 == 0)
          usleep(10);
        shared->total = seen + 1;
        unlock(shared);
      }
      exit(0);
    }
  }
  while (wait(NULL) > 0)
    ;
  printf("total %d, free again %d\n", shared->total, shared->lock == FREE);
  return 0;
}

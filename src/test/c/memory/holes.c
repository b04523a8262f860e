// Where mmap and shmat put what may lie anywhere: into the highest hole that is large enough.
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>

#define UNIT (300l * 4096)

static int one, two;

static char *attach(int id) { return shmat(id, NULL, 0); }

static char *map(int units) { return mmap(NULL, units * UNIT, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); }

// Fills the holes that the program begins with: returns the lowest of what lies one below the other.
static char *fill(void) {
  char *last = attach(one);
  for (int adjacent = 0; adjacent < 3;) {
    char *next = attach(one);
    adjacent = last - next == UNIT ? adjacent + 1 : 0;
    last = next;
  }
  return last;
}

static char *begin;

static void tell(const char *what, char *at) { printf("%s: %ld\n", what, (long)((begin - at) / UNIT)); }

int main(void) {
  one = shmget(IPC_PRIVATE, UNIT, 0600);
  two = shmget(IPC_PRIVATE, 2 * UNIT, 0600);
  begin = fill();
  char *first = attach(one), *second = attach(one), *third = attach(one), *last = attach(one);
  tell("first", first);
  tell("last", last);
  shmdt(second);
  tell("into the hole", attach(one));
  shmdt(first);
  shmdt(third);
  tell("into the higher of two", attach(one));
  tell("into the other", attach(one));
  tell("below all", attach(one));
  shmdt(second);
  shmdt(third);
  tell("what needs both", attach(two));
  shmdt(third);
  tell("too large", map(3));
  tell("half of it, at its end", map(1));
  tell("the rest", map(1));
  munmap(third, UNIT);
  tell("a hole of another kind", attach(one));
  munmap(second, UNIT);
  shmdt(third);
  tell("two holes become one", map(2));
  tell("below all", map(1));
  shmctl(one, IPC_RMID, NULL);
  shmctl(two, IPC_RMID, NULL);
  return 0;
}

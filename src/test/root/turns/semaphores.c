/* Who goes on first at a set of semaphores of System V: those who wait for zero, and by age those for whom there is
   enough. */
#include "turns.h"
#include <sys/ipc.h>
#include <sys/sem.h>

static int set;
static struct sembuf wish[3];
static int wishes;

static void wants(int number) {
  int done = semop(set, wish, wishes);
  say("  %d: %s\n", number, done ? strerror(errno) : "done");
}

static void want(int number, int n, int a, int b) {
  wish[0] = (struct sembuf){.sem_num = 0, .sem_op = (short)a};
  wish[1] = (struct sembuf){.sem_num = 1, .sem_op = (short)b};
  wishes = n;
  begin(wants, number);
}

static void change(int which, int by) {
  struct sembuf one = {.sem_num = (unsigned short)which, .sem_op = (short)by, .sem_flg = IPC_NOWAIT};
  int done = semop(set, &one, 1);
  say("%d by %d: %s\n", which, by, done ? strerror(errno) : "done");
}

static void put(int which, int value) {
  say("%d is %d\n", which, value);
  if (semctl(set, which, SETVAL, value)) exit(2);
}

int main(void) {
  on_one_cpu();
  set = semget(IPC_PRIVATE, 2, 0600);
  say("amounts\n");
  int amounts[] = {-3, -1, -2, -1, -4, -1};
  for (int i = 0; i < 6; i++) want(i, 1, amounts[i], 0);
  change(0, 1);
  change(0, 2);
  change(0, 3);
  change(0, 1);
  change(0, 9);
  end();
  put(0, 2);
  say("zero\n");
  want(0, 1, 0, 0);
  want(1, 1, -3, 0);
  want(2, 1, 0, 0);
  want(3, 2, 0, -1);
  want(4, 2, 1, 0);
  put(1, 1);
  change(0, -1);
  change(0, -1);
  change(0, 1);
  put(0, 5);
  put(0, 0);
  change(1, 1);
  end();
  put(0, 0);
  put(1, 0);
  say("two\n");
  want(0, 2, -1, -1);
  want(1, 1, -1, 0);
  want(2, 2, -1, -2);
  want(3, 2, -2, 1);
  want(4, 2, 0, -1);
  want(5, 1, -1, 0);
  change(1, 1);
  change(0, 1);
  change(0, 1);
  change(0, 2);
  change(1, 2);
  change(0, 3);
  put(1, 5);
  put(0, 0);
  semctl(set, 0, IPC_RMID);
  end();
}

/* Semaphore sets: operations made all or none, values, and the errors of all calls. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

union semun {
  int val;
  struct semid_ds *buf;
  unsigned short *array;
  struct seminfo *info;
};

static int set;

static const char *name(int error) {
  static char number[16];
  switch (error) {
  case 0: return "ok";
  case EINVAL: return "EINVAL";
  case EAGAIN: return "EAGAIN";
  case E2BIG: return "E2BIG";
  case EFAULT: return "EFAULT";
  case EFBIG: return "EFBIG";
  case ERANGE: return "ERANGE";
  case ENOENT: return "ENOENT";
  case EEXIST: return "EEXIST";
  case EIDRM: return "EIDRM";
  case ENOSPC: return "ENOSPC";
  }
  sprintf(number, "%d", error);
  return number;
}

static void tell(const char *what, long result) {
  printf("%s: %ld %s\n", what, result < 0 ? -1L : result, name(result < 0 ? errno : 0));
}

static void values(const char *what) {
  unsigned short array[4] = {0};
  union semun argument = {.array = array};
  if (semctl(set, 0, GETALL, argument))
    tell("GETALL", -1);
  printf("%s: %d %d %d %d by", what, array[0], array[1], array[2], array[3]);
  for (int i = 0; i < 4; i++) {
    int pid = semctl(set, i, GETPID);
    printf(" %s", pid == 0 ? "-" : pid == getpid() ? "me" : "other");
  }
  printf("\n");
}

static void state(void) {
  struct semid_ds ds;
  union semun argument = {.buf = &ds};
  if (semctl(set, 0, IPC_STAT, argument)) {
    tell("stat", -1);
    return;
  }
  printf("%lu semaphores, mode %o, times %d %d\n", (unsigned long)ds.sem_nsems, ds.sem_perm.mode,
         ds.sem_otime != 0, ds.sem_ctime != 0);
}

static long one(int number, int change, int flags) {
  struct sembuf operation = {number, change, flags};
  return semop(set, &operation, 1);
}

static void atomicity(void) {
  struct sembuf up[4] = {{0, 0, 0}, {1, 1, 0}, {2, 4, 0}, {3, 9, 0}};
  tell("four at once", semop(set, up, 4));
  values("now");
  state();
  struct sembuf some[3] = {{1, -1, IPC_NOWAIT}, {2, -4, IPC_NOWAIT}, {3, -10, IPC_NOWAIT}};
  tell("the last cannot", semop(set, some, 3));
  values("unchanged");
  struct sembuf twice[3] = {{3, -5, IPC_NOWAIT}, {3, -4, IPC_NOWAIT}, {3, 0, IPC_NOWAIT}};
  tell("the same thrice", semop(set, twice, 3));
  values("now");
  struct sembuf lend[2] = {{3, 7, 0}, {3, -3, 0}};
  tell("up and down", semop(set, lend, 2));
  values("now");
  struct sembuf range[2] = {{1, 5, 0}, {2, 32767, 0}};
  tell("too high", semop(set, range, 2));
  tell("lowest", one(2, -32768, IPC_NOWAIT));
  values("unchanged");
  tell("not zero", one(2, 0, IPC_NOWAIT));
  tell("zero", one(0, 0, IPC_NOWAIT));
}

static void undo(void) {
  fflush(stdout);
  int pid = fork();
  if (!pid) {
    one(0, 5, SEM_UNDO);
    one(1, -1, SEM_UNDO);
    one(2, 3, 0);
    one(3, -2, SEM_UNDO);
    values("child");
    fflush(stdout);
    _exit(0);
  }
  waitpid(pid, NULL, 0);
  values("after its end");
  fflush(stdout);
  pid = fork();
  if (!pid) {
    one(0, 5, SEM_UNDO);
    one(0, -3, 0);
    one(3, -2, SEM_UNDO);
    union semun argument = {.val = 10};
    semctl(set, 3, SETVAL, argument);
    tell("range of undo", one(1, 32760, SEM_UNDO));
    tell("down again", one(1, -32760, 0));
    tell("range of undo", one(1, 32767, SEM_UNDO));
    tell("range of undo", one(1, 20, SEM_UNDO));
    fflush(stdout);
    _exit(0);
  }
  waitpid(pid, NULL, 0);
  values("clipped and cleared");
  fflush(stdout);
  if (!(pid = fork())) {
    one(2, 100, SEM_UNDO);
    execl("/bin/true", "true", (char *)NULL);
    _exit(1);
  }
  waitpid(pid, NULL, 0);
  values("after exec");
}

static void errors(void) {
  struct sembuf operations[501] = {{0, 1, 0}};
  tell("no operation", semop(set, operations, 0));
  tell("too many", semop(set, operations, 501));
  tell("far too many", semop(set, operations, (size_t)-1));
  tell("from nowhere", semop(set, (void *)8, 1));
  tell("id -1", semop(-1, operations, 1));
  operations[0].sem_num = 4;
  tell("no such semaphore", semop(set, operations, 1));
  operations[0].sem_num = 65535;
  tell("no such semaphore", semop(set, operations, 1));
  operations[0] = (struct sembuf){0, 0, 0};
  one(0, 1, 0);
  struct timespec time = {0, 1000000000};
  tell("bad time", semtimedop(set, operations, 1, &time));
  time = (struct timespec){-1, 0};
  tell("bad time", semtimedop(set, operations, 1, &time));
#if __SIZEOF_POINTER__ == 8
  tell("time from nowhere", semtimedop(set, operations, 1, (void *)8));
#endif
  time = (struct timespec){0, 10000};
  tell("time out", semtimedop(set, operations, 1, &time));
  time.tv_nsec = 0;
  tell("no time", semtimedop(set, operations, 1, &time));
  tell("GETVAL 4", semctl(set, 4, GETVAL));
  tell("GETVAL -1", semctl(set, -1, GETVAL));
  tell("GETVAL of none", semctl(-1, 0, GETVAL));
  tell("command 99", semctl(set, 0, 99));
  tell("SETVAL -1", semctl(set, 0, SETVAL, (union semun){.val = -1}));
  tell("SETVAL 32768", semctl(set, 0, SETVAL, (union semun){.val = 32768}));
  tell("SETVAL 65535 of none", semctl(-1, 0, SETVAL, (union semun){.val = 65535}));
  tell("SETVAL of 4", semctl(set, 4, SETVAL, (union semun){.val = 3}));
  tell("SETVAL", semctl(set, 1, SETVAL, (union semun){.val = 32767}));
  tell("SETVAL of an int", semctl(set, 2, SETVAL, 12));
  tell("GETVAL", semctl(set, 1, GETVAL));
  unsigned short array[4] = {1, 2, 40000, 3};
  tell("SETALL", semctl(set, 0, SETALL, (union semun){.array = array}));
  array[2] = 7;
  tell("SETALL", semctl(set, 99, SETALL, array));
  values("now");
  tell("GETALL to nowhere", semctl(set, 0, GETALL, (void *)8));
  tell("SETALL from nowhere", semctl(set, 0, SETALL, (void *)8));
#if __SIZEOF_POINTER__ == 8
  tell("IPC_STAT to nowhere", semctl(set, 0, IPC_STAT, (void *)8));
  tell("IPC_SET from nowhere", semctl(set, 0, IPC_SET, (void *)8));
  tell("IPC_STAT of none", semctl(-1, 0, IPC_STAT, (void *)8));
#endif
}

int main(void) {
  key_t key = 0x53000000 | getpid();
  int old = semget(key, 0, 0);
  if (old >= 0)
    semctl(old, 0, IPC_RMID);
  tell("no such set", semget(key, 4, 0600));
  tell("an empty set", semget(key, 0, IPC_CREAT | 0600));
  tell("a set of -1", semget(key, -1, IPC_CREAT | 0600));
  tell("a set of 32001", semget(key, 32001, IPC_CREAT | 0600));
  set = semget(key, 4, IPC_CREAT | 0640);
  if (set < 0)
    return 1;
  printf("found: %d\n", semget(key, 0, 0) == set);
  printf("found with 4: %d\n", semget(key, 4, 0) == set);
  tell("with 5", semget(key, 5, 0));
  tell("exclusively", semget(key, 4, IPC_CREAT | IPC_EXCL | 0600));
  values("at first");
  state();
  atomicity();
  undo();
  errors();
  struct seminfo info;
  int highest = semctl(0, 0, IPC_INFO, (union semun){.info = &info});
  printf("%d: %d %d %d %d\n", highest >= 0, info.semusz, info.semvmx, info.semaem, info.semume);
  tell("remove", semctl(set, 0, IPC_RMID));
  tell("remove again", semctl(set, 0, IPC_RMID));
  tell("operate", one(0, 1, 0));
  tell("GETVAL", semctl(set, 0, GETVAL));
  return 0;
}

// The order in which calls on System V's objects find out what is wrong with their arguments: each
// with every one of some others.
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <time.h>
#include <unistd.h>

#define COUNT(a) (int)(sizeof(a) / sizeof((a)[0]))

static const int modes[] = {0, 0200, 0400, 0600};

static char *page;

static void told(const char *call, int a, int b, int c, int d, long result) {
  printf("%s %d %d %d %d: %s\n", call, a, b, c, d, result == -1 ? strerror(errno) : "done");
}

static void queues(void) {
  int ids[] = {0, 0, 0, 0, 0, -1, INT_MAX};
  for (int i = 0; i < 5; i++)
    ids[i] = msgget(IPC_PRIVATE, modes[i % 4]);
  msgctl(ids[4], IPC_RMID, NULL);
  static struct {
    long type;
    char text[9000];
  } message;
  const long types[] = {1, 0, -1, LONG_MIN};
  const size_t sizes[] = {0, 8192, 8193, SIZE_MAX, SIZE_MAX / 2};
  const int flags[] = {IPC_NOWAIT, MSG_COPY, MSG_COPY | IPC_NOWAIT, IPC_NOWAIT | MSG_NOERROR};
  void *places[] = {&message, NULL, page + 4096 - sizeof(long), page + 4096 - sizeof(int)};
  for (int id = 0; id < COUNT(ids); id++)
    for (int place = 0; place < COUNT(places); place++)
      for (int size = 0; size < COUNT(sizes); size++)
        for (int type = 0; type < COUNT(types); type++) {
          message.type = types[type];
          told("msgsnd", id, place, size, type,
               msgsnd(ids[id], places[place], sizes[size], IPC_NOWAIT));
          told("msgrcv", id, place, size, type,
               msgrcv(ids[id], places[place], sizes[size], 0, flags[type]));
        }
  for (int i = 0; i < 4; i++)
    msgctl(ids[i], IPC_RMID, NULL);
}

static void sets(void) {
  int ids[] = {0, 0, 0, 0, 0, -1, INT_MAX};
  for (int i = 0; i < 5; i++)
    ids[i] = semget(IPC_PRIVATE, 2, modes[i % 4]);
  semctl(ids[4], 0, IPC_RMID);
  static struct sembuf kinds[][501] = {
      {{0, 1, IPC_NOWAIT}, {0, -1, IPC_NOWAIT}}, {{0, 0, IPC_NOWAIT}, {1, -1, IPC_NOWAIT}},
      {{0, 32767, SEM_UNDO}, {0, 1, IPC_NOWAIT}}, {{2, 1, 0}, {0, -1, IPC_NOWAIT}},
      {{0, -32768, SEM_UNDO | IPC_NOWAIT}, {2, 1, 0}}};
  const size_t counts[] = {0, 1, 2, 501, SIZE_MAX};
  const struct timespec times[] = {{0, 0}, {-1, 0}, {0, 1000000000}};
  for (int id = 0; id < COUNT(ids); id++)
    for (int kind = -1; kind < COUNT(kinds); kind++)
      for (int count = 0; count < COUNT(counts); count++)
        for (int time = 0; time < COUNT(times); time++)
          told("semtimedop", id, kind, count, time,
               semtimedop(ids[id], kind < 0 ? NULL : kinds[kind], counts[count], &times[time]));
  const int values[] = {0, 32767, 32768, -1};
  const int numbers[] = {0, 2, -1};
  for (int id = 0; id < COUNT(ids); id++)
    for (int number = 0; number < COUNT(numbers); number++)
      for (int value = 0; value < COUNT(values); value++)
        told("SETVAL", id, number, value, 0,
             semctl(ids[id], numbers[number], SETVAL, values[value]));
  for (int i = 0; i < 4; i++)
    semctl(ids[i], 0, IPC_RMID);
}

static void segments(void) {
  int ids[] = {0, 0, 0, 0, 0, -1, INT_MAX};
  for (int i = 0; i < 5; i++)
    ids[i] = shmget(IPC_PRIVATE, 8191, modes[i % 4]);
  shmctl(ids[4], IPC_RMID, NULL);
  char *hole = page + 8192;
  char *places[] = {NULL, (char *)1, hole, hole + 1, page, page + 1, hole - 4096, (char *)-4096,
                    (char *)-8192, (char *)-1, (char *)-4097};
  const int flags[] = {0, SHM_RND, SHM_REMAP, SHM_RND | SHM_REMAP, SHM_RDONLY, SHM_EXEC};
  for (int id = 0; id < COUNT(ids); id++)
    for (int place = 0; place < COUNT(places); place++)
      for (int flag = 0; flag < COUNT(flags); flag++) {
        if (flags[flag] & SHM_REMAP && place > 3 && place < 7)
          continue;
        char *at = shmat(ids[id], places[place], flags[flag]);
        told("shmat", id, place, flag, 0, (long)at);
        if (at != (char *)-1)
          told("shmdt", shmdt(at + 1), errno, 0, 0, shmdt(at));
      }
  const size_t sizes[] = {0, SIZE_MAX, SIZE_MAX - 4096};
  for (int size = 0; size < (sizeof(long) == 8 ? COUNT(sizes) : 1); size++)
    for (int flag = 0; flag < 2; flag++)
      told("shmget", size, flag, 0, 0,
           shmget(IPC_PRIVATE, sizes[size], flag ? SHM_NORESERVE : 0));
  for (int i = 0; i < 4; i++)
    shmctl(ids[i], IPC_RMID, NULL);
}

int main(void) {
  if (getuid() == 0 && (setgid(1000) != 0 || setuid(1000) != 0))
    return 1;
  page = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(page + 8192, (1 << 20) - 8192);
  mprotect(page + 4096, 4096, PROT_NONE);
  queues();
  sets();
  segments();
  return 0;
}

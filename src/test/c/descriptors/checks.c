// What calls on special descriptors and locks say to arguments of which more than one is wrong.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mqueue.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define SHOW(call) show(#call, call)
#define NOWHERE ((void *)8)

static void show(const char *call, long result) {
  printf("%s: %ld %s\n", call, result, result == -1 ? strerror(errno) : "");
}

static void counters(void) {
  uint64_t value = 5;
  int event = eventfd(0, EFD_SEMAPHORE | EFD_NONBLOCK);
  SHOW(write(event, &value, 8));
  SHOW(read(event, NOWHERE, 8));
  SHOW(read(event, NOWHERE, 7));
  int left = 0;
  while (read(event, &value, 8) == 8)
    left++;
  printf("left %d\n", left);
}

static void flagsOfPipes(void) {
  int ends[2];
  SHOW(pipe2(ends, 0200));
  SHOW(pipe2(ends, 0201));
  SHOW(pipe2(NOWHERE, 0200));
  SHOW(pipe2(NOWHERE, 1));
  pipe(ends);
  SHOW(fcntl(ends[0], F_ADD_SEALS, 0));
  SHOW(fcntl(ends[1], F_ADD_SEALS, 0));
  SHOW(fcntl(ends[0], F_GET_SEALS));
}

static void clocks(void) {
  for (int clock = 8; clock <= 9; clock++) {
    SHOW(timerfd_create(clock, 0));
    SHOW(timerfd_create(clock, 1));
  }
}

static void locks(void) {
  char name[32];
  sprintf(name, "checks%d", (int)getpid());
  int both = open(name, O_CREAT | O_RDWR, 0600), reader = open(name, O_RDONLY);
  int writer = open(name, O_WRONLY);
  unlink(name);
  const int files[] = {both, reader, writer, 999};
  const int commands[] = {F_GETLK, F_SETLK, F_OFD_GETLK, F_OFD_SETLK};
  const off_t starts[] = {0, -1, LLONG_MAX};
  for (int file = 0; file < 4; file++)
    for (int command = 0; command < 4; command++)
      for (int type = -1; type <= 3; type++)
        for (int whence = 0; whence <= 3; whence += 3)
          for (int start = 0; start < 3; start++)
            for (int pid = 0; pid < 2; pid++) {
              struct flock lock = {type, whence, starts[start], 2, pid};
              int result = fcntl(files[file], commands[command], &lock);
              printf("%d %d %d %d %d %d: %s %d\n", file, command, type, whence, start, pid,
                     result < 0 ? strerror(errno) : "done", lock.l_type);
              struct flock none = {F_UNLCK};
              fcntl(files[file], F_SETLK, &none);
              fcntl(files[file], F_OFD_SETLK, &none);
            }
  struct flock own = {F_RDLCK, SEEK_SET, 5, 5}, asked = {F_UNLCK, SEEK_SET, 7, 100};
  fcntl(both, F_OFD_SETLK, &own);
  SHOW(fcntl(both, F_OFD_GETLK, &asked));
  printf("%d %d %d %d\n", asked.l_type, (int)asked.l_start, (int)asked.l_len, (int)asked.l_pid);
  SHOW(flock(both, 32));
  SHOW(flock(999, 32 | LOCK_EX));
  SHOW(flock(999, LOCK_EX | LOCK_SH));
}

static void queues(void) {
  char name[32];
  sprintf(name, "/checks%d", (int)getpid());
  int queue = mq_open(name, O_CREAT | O_RDWR | O_APPEND | O_NONBLOCK, 0600, NULL);
  printf("%o\n", fcntl(queue, F_GETFL));
  struct mq_attr blocking = {0};
  mq_setattr(queue, &blocking, NULL);
  printf("%o\n", fcntl(queue, F_GETFL));
  SHOW(fcntl(queue, F_SETFL, O_NONBLOCK));
  printf("%o\n", fcntl(queue, F_GETFL));
  mq_unlink(name);
}

int main(void) {
  locks();
  if (getuid() == 0 && (setgid(1000) != 0 || setuid(1000) != 0))
    return 1;
  counters();
  flagsOfPipes();
  clocks();
  queues();
  return 0;
}

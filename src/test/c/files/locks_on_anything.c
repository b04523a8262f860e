#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

/* Locks on what is no regular file: pipes, sockets, event counters. */

static const char *told(int result)
{
  return result == 0 ? "0" : strerror(errno);
}

static int range(int fd, int command, int type, long from, long length)
{
  struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = from, .l_len = length };
  int result = fcntl(fd, command, &lock);
  if (result == 0 && (command == F_GETLK || command == F_OFD_GETLK))
    printf("    type %d from %ld length %ld\n", lock.l_type, (long) lock.l_start, (long) lock.l_len);
  return result;
}

static void in_child(const char *what, int fd, int other)
{
  fflush(stdout);
  if (fork() == 0) {
    printf("%s: child read %s", what, told(range(fd, F_SETLK, F_RDLCK, 0, 5)));
    printf(", write %s", told(range(other, F_SETLK, F_WRLCK, 0, 5)));
    printf(", behind %s\n", told(range(other, F_SETLK, F_WRLCK, 100, 5)));
    range(other, F_GETLK, F_WRLCK, 0, 0);
    printf("%s: child flock of the same %s\n", what, told(flock(fd, LOCK_EX | LOCK_NB)));
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
}

static void pair(const char *what, int one, int other)
{
  printf("%s: write first %s", what, told(range(one, F_SETLK, F_WRLCK, 0, 10)));
  printf(", second %s\n", told(range(other, F_SETLK, F_WRLCK, 5, 20)));
  in_child(what, one, other);
  printf("%s: unlock %s\n", what, told(range(other, F_SETLK, F_UNLCK, 0, 0)));
  in_child(what, one, other);
  printf("%s: flock first %s", what, told(flock(one, LOCK_EX)));
  printf(", second %s", told(flock(other, LOCK_EX | LOCK_NB)));
  printf(", shared %s", told(flock(one, LOCK_SH)));
  printf(", second %s", told(flock(other, LOCK_SH | LOCK_NB)));
  printf(", exclusive %s", told(flock(other, LOCK_EX | LOCK_NB)));
  flock(one, LOCK_UN);
  printf(", after all %s\n", told(flock(other, LOCK_EX | LOCK_NB)));
  flock(other, LOCK_UN);
  printf("%s: ofd read %s", what, told(range(one, F_OFD_SETLK, F_RDLCK, 0, 10)));
  printf(", write %s", told(range(other, F_OFD_SETLK, F_WRLCK, 0, 10)));
  printf(", read %s\n", told(range(other, F_OFD_SETLK, F_RDLCK, 0, 10)));
  struct flock end = { .l_type = F_RDLCK, .l_whence = SEEK_END, .l_start = -1 };
  printf("%s: before the end %s", what, told(fcntl(one, F_SETLK, &end)));
  end.l_whence = SEEK_CUR;
  end.l_start = 3;
  printf(", from here %s\n", told(fcntl(one, F_SETLK, &end)));
  range(other, F_OFD_SETLK, F_UNLCK, 0, 0);
  range(one, F_OFD_SETLK, F_UNLCK, 0, 0);
  range(one, F_SETLK, F_UNLCK, 0, 0);
}

/* Closing one end ends the process's locks, also those it has by the other. */
static void closing(const char *what, int one, int other)
{
  int copy = dup(one);
  range(one, F_SETLK, F_RDLCK, 0, 10);
  in_child(what, other, other);
  close(copy);
  in_child(what, other, other);
  flock(other, LOCK_UN);
  flock(one, LOCK_EX);
  copy = dup(one);
  close(one);
  printf("%s: flock %s", what, told(flock(other, LOCK_EX | LOCK_NB)));
  close(copy);
  printf(", then %s\n", told(flock(other, LOCK_EX | LOCK_NB)));
}

int main(void)
{
  int fds[2];
  pipe(fds);
  pair("pipe", fds[0], fds[1]);
  closing("pipe", fds[0], fds[1]);
  socketpair(AF_UNIX, SOCK_STREAM, 0, fds);
  pair("sockets", fds[0], fds[1]);
  closing("sockets", fds[0], fds[1]);
  int counter = eventfd(0, 0);
  pair("counters", counter, eventfd(0, 0));
  pair("counter and timer", counter, timerfd_create(CLOCK_MONOTONIC, 0));
  pair("counter and set", counter, epoll_create1(0));
  closing("counters", counter, eventfd(0, 0));

  /* Whoever waits for a lock on a pipe gets it when its owner ends. */
  pipe(fds);
  if (fork() == 0) {
    range(fds[1], F_SETLK, F_WRLCK, 0, 0);
    write(fds[1], "x", 1);
    usleep(1000);
    _exit(0);
  }
  char byte;
  read(fds[0], &byte, 1);
  printf("waited: %s\n", told(range(fds[0], F_SETLKW, F_RDLCK, 0, 0)));
  wait(NULL);
  return 0;
}

// Epoll sets that watch files and each other, by random steps: what each step says, and what is told then.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SETS = 4, FILES = 12 };
static unsigned long long state;
static unsigned pick(unsigned n) {
  state = state * 6364136223846793005UL + 1442695040888963407UL;
  return (unsigned)(state >> 33) % n;
}

static int fds[FILES], kind, queues;

// Two connected sockets.
static void pair(int *p) {
  static const int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET};
  socketpair(AF_UNIX, types[kind] | SOCK_NONBLOCK, 0, p);
}

static void result(long r) {
  if (r < 0) printf(" %s", strerrorname_np(errno)); else printf(" %ld", r);
}

static void make(int i) {
  if (fds[i] >= 0) return;
  if (i < SETS) fds[i] = epoll_create1(0);
  else if (i < SETS + 2) fds[i] = eventfd(0, EFD_NONBLOCK);
  else if (i < SETS + 4) {
    int p[2];
    if (fds[SETS + 2] >= 0 || fds[SETS + 3] >= 0) return;
    if (queues) {
      struct mq_attr attributes = {.mq_maxmsg = 2, .mq_msgsize = 8};
      p[0] = mq_open("/swarm", O_RDWR | O_CREAT | O_NONBLOCK, 0600, &attributes);
      p[1] = dup(p[0]);
      mq_unlink("/swarm");
    } else
      pipe2(p, O_NONBLOCK);
    fds[SETS + 2] = p[0], fds[SETS + 3] = p[1];
  } else if (i < SETS + 6) {
    int p[2];
    if (fds[SETS + 4] >= 0 || fds[SETS + 5] >= 0) return;
    pair(p);
    fds[SETS + 4] = p[0], fds[SETS + 5] = p[1];
  } else {
    int from = pick(SETS + 6);
    fds[i] = fds[from] < 0 ? -1 : dup(fds[from]);
    printf(" of %d", from);
  }
}

static void step(void) {
  static const uint32_t bits[] = {EPOLLIN, EPOLLOUT, EPOLLIN | EPOLLOUT, EPOLLIN | EPOLLET, EPOLLIN | EPOLLOUT | EPOLLET,
    EPOLLIN | EPOLLONESHOT,
    EPOLLIN | EPOLLONESHOT | EPOLLET, 0, EPOLLRDHUP | EPOLLPRI, EPOLLIN | EPOLLEXCLUSIVE, EPOLLIN | EPOLLRDNORM | EPOLLWRNORM,
    EPOLLIN | EPOLLOUT | EPOLLET | EPOLLEXCLUSIVE};
  struct epoll_event event, events[8];
  int a = pick(SETS), b = pick(FILES), n;
  char c[4096];
  uint64_t one = 1;
  switch (pick(16)) {
    case 0: case 1: case 2:
      event.events = bits[pick(12)], event.data.u64 = b;
      printf("add %d %d %x:", a, b, event.events);
      result(epoll_ctl(fds[a], EPOLL_CTL_ADD, fds[b], &event));
      break;
    case 3: case 4:
      event.events = bits[pick(12)], event.data.u64 = b;
      printf("mod %d %d %x:", a, b, event.events);
      result(epoll_ctl(fds[a], EPOLL_CTL_MOD, fds[b], &event));
      break;
    case 5:
      printf("del %d %d:", a, b);
      result(epoll_ctl(fds[a], EPOLL_CTL_DEL, fds[b], &event));
      break;
    case 6: case 7: case 8:
      printf("wait %d:", a);
      n = epoll_wait(fds[a], events, 1 + pick(4), 0);
      result(n);
      for (int i = 0; i < n; i++) printf(" %d=%x", (int)events[i].data.u64, events[i].events);
      break;
    case 9:
      printf("poll %d:", b);
      struct pollfd one_fd = {fds[b], POLLIN | POLLOUT};
      result(poll(&one_fd, 1, 0));
      printf(" %x", one_fd.revents);
      break;
    case 10: case 11:
      printf("write %d:", b);
      result(queues && b >= SETS + 2 && b < SETS + 4 ? mq_send(fds[b], (char *)&one, 8, 0) : write(fds[b], &one, 8));
      break;
    case 12:
      printf("read %d:", b);
      result(queues && b >= SETS + 2 && b < SETS + 4 ? mq_receive(fds[b], c, 8, NULL) : read(fds[b], c, 8));
      break;
    case 13:
      if (pick(4)) { printf("nothing"); break; }
      printf("close %d:", b);
      result(close(fds[b]));
      fds[b] = -1;
      break;
    case 14:
      printf("make %d:", b);
      make(b);
      printf(" %d", fds[b] >= 0);
      break;
    case 15:
      if (b >= SETS + 6) { printf("none"); break; }
      printf("shut %d:", b);
      result(shutdown(fds[b], pick(2)));
      break;
  }
  printf("\n");
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  for (int seed = 1; seed <= 80; seed++) {
    printf("seed %d\n", seed);
    state = seed;
    pick(1);
    kind = seed % 3, queues = seed / 3 % 2;
    for (int i = 0; i < FILES; i++) fds[i] = -1;
    for (int i = 0; i < SETS + 6; i++) make(i);
    for (int i = 0; i < 120; i++) { printf("%d ", i); step(); }
    for (int i = 0; i < FILES; i++) close(fds[i]);
  }
  return 0;
}

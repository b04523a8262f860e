// In which order an epoll set tells what is ready, and of which ends of pipes it hears.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

static int set;

static void watch(int fd, unsigned events, int as) {
  struct epoll_event event = {.events = events, .data.u64 = as};
  printf("watch %d: %d\n", as, epoll_ctl(set, EPOLL_CTL_ADD, fd, &event));
}

static void look(const char *when) {
  struct epoll_event events[8];
  int n = epoll_wait(set, events, 8, 0);
  printf("%s:", when);
  for (int i = 0; i < n; i++) printf(" %d is %x", (int)events[i].data.u64, events[i].events);
  puts("");
}

int main(void) {
  int ends[2], counter = eventfd(0, EFD_NONBLOCK);
  uint64_t one = 1;
  char bytes[8];
  set = epoll_create1(0);
  pipe(ends);
  watch(counter, EPOLLIN, 9);
  watch(ends[0], EPOLLIN | EPOLLOUT | EPOLLET, 8);
  write(ends[1], "ab", 2);
  write(counter, &one, sizeof one);
  write(ends[1], "c", 1);
  look("pipe, counter, pipe");
  write(ends[1], "d", 1);
  look("pipe again");
  watch(ends[1], EPOLLIN | EPOLLOUT | EPOLLET, 7);
  look("added");
  write(ends[1], "e", 1);
  look("written at the other end");
  read(ends[0], bytes, sizeof bytes);
  look("emptied");
  close(ends[0]);
  look("closed");
  printf("ioctl %d\n", fcntl(set, F_GETFL));
  return 0;
}
